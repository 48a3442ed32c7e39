// Keeps every answer of a quiz safe: sends each change at once, and holds what could not be sent on this machine until the
// line is back. Each answer carries the client's name and a growing number, so that the server takes a repetition once.
// Without this script the page saves with its buttons.
"use strict";

(() => {
  const PREFIX = "dauden-bai-";
  const ended = document.querySelector("[data-ended]");
  if (ended) {
    forget(PREFIX + ended.dataset.ended);
    return;
  }
  const form = document.getElementById("bai-lam");
  if (!form) return;

  const key = PREFIX + form.dataset.attempt;
  const confirmUrl = `${form.getAttribute("action")}/nop-bai`;
  const questions = [...form.querySelectorAll("fieldset[data-number]")];
  const stateLine = document.getElementById("trang-thai");
  const timerLine = document.getElementById("con-lai");
  const reminder = document.getElementById("nhac-gio");
  const RETRY_MILLISECONDS = 5000;
  let state = recall();
  let isKept = true;
  let sending = null;
  let trouble = "";
  let timers = {};
  let retry = 0;

  function forget(name) {
    try {
      localStorage.removeItem(name);
    } catch {
      // Storage is switched off: nothing was kept.
    }
  }

  function recall() {
    try {
      const kept = JSON.parse(localStorage.getItem(key));
      if (kept && kept.client && kept.answers) return kept;
    } catch {
      // Storage is switched off or unreadable: begin anew.
    }
    const random = crypto.getRandomValues(new Uint8Array(12));
    return { client: [...random].map((byte) => byte.toString(16).padStart(2, "0")).join(""), sequence: 0, answers: {} };
  }

  function keep() {
    try {
      localStorage.setItem(key, JSON.stringify(state));
      isKept = true;
    } catch {
      isKept = false;
    }
  }

  const waiting = () => Object.entries(state.answers).filter(([, item]) => item.isWaiting);
  const controls = (question) => [...question.querySelectorAll("input, select")];

  function fieldsOf(question) {
    return controls(question)
      .filter((control) => (control.type === "radio" || control.type === "checkbox" ? control.checked : true))
      .map((control) => [control.name, control.value]);
  }

  function restore(question, fields) {
    for (const control of controls(question)) {
      const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
      if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
      else control.value = values[0] ?? "";
    }
  }

  function isAnswered(question) {
    const all = controls(question);
    const ticks = all.filter((control) => control.type === "radio" || control.type === "checkbox");
    // Of a case every step is a group of its own.
    const groups = new Set(ticks.map((control) => control.name));
    if (ticks.length) return [...groups].every((name) => ticks.some((control) => control.name === name && control.checked));
    const values = all.map((control) => control.value.trim());
    const isPlaced = all[0].matches("[data-place]");
    return values.every(Boolean) && (!isPlaced || new Set(values).size === values.length);
  }

  function show() {
    const count = waiting().length;
    const answered = questions.filter(isAnswered).length;
    stateLine.classList.toggle("is-waiting", count > 0 && trouble !== "");
    if (count === 0) stateLine.textContent = `Đã lưu ${answered}/${questions.length} câu`;
    else if (trouble === "") stateLine.textContent = "Đang lưu…";
    else if (!isKept) stateLine.textContent = `${count} câu chờ gửi. ${trouble} Máy này không giữ lại được: đừng đóng trang.`;
    else stateLine.textContent = `${count} câu chờ gửi. ${trouble}`;
    for (const question of questions) {
      const link = form.querySelector(`.paper-map a[href="#${question.id}"]`);
      const done = isAnswered(question);
      link.classList.toggle("is-done", done);
      link.querySelector(".visually-hidden").textContent = done ? " (đã trả lời)" : " (chưa trả lời)";
    }
  }

  function note(question) {
    state.sequence += 1;
    state.answers[question.dataset.number] = { sequence: state.sequence, fields: fieldsOf(question), isWaiting: true };
    keep();
    show();
    flush();
  }

  function flush() {
    sending ??= sendAll().finally(() => {
      sending = null;
      show();
    });
    return sending;
  }

  async function sendAll() {
    clearTimeout(retry);
    for (;;) {
      const next = waiting().sort((one, other) => one[1].sequence - other[1].sequence)[0];
      if (!next) {
        trouble = "";
        return true;
      }
      if (!(await send(...next))) {
        retry = setTimeout(flush, RETRY_MILLISECONDS);
        return false;
      }
    }
  }

  async function send(number, item) {
    const body = new URLSearchParams(item.fields);
    body.append("csrf_token", form.elements.csrf_token.value);
    body.append("client", state.client);
    body.append("sequence", item.sequence);
    let answer;
    try {
      answer = await fetch(form.dataset.save + number, { method: "POST", body, headers: { "X-Background": "1" } });
    } catch {
      trouble = "Đang mất mạng, máy giữ lại và tự gửi khi có mạng.";
      return false;
    }
    if (answer.status === 409) {
      forget(key);
      location.href = form.dataset.result;
      return false;
    }
    if (!answer.ok) {
      trouble =
        answer.status >= 500
          ? "Máy chủ đang bận, sẽ tự gửi lại."
          : "Phiên đăng nhập đã hết: hãy tải lại trang và đăng nhập, câu trả lời vẫn còn trên máy này.";
      return false;
    }
    if (state.answers[number].sequence === item.sequence) state.answers[number].isWaiting = false;
    trouble = "";
    keep();
    return true;
  }

  async function handIn() {
    const body = new URLSearchParams({ csrf_token: form.elements.csrf_token.value });
    try {
      await fetch(confirmUrl, { method: "POST", body, redirect: "manual" });
      location.href = form.dataset.result;
    } catch {
      timerLine.textContent = "Hết giờ. Bài kết thúc với những câu đã lưu.";
    }
  }

  // One place is given once: choosing it takes the old place of this step to the step that had it.
  form.addEventListener("focusin", (event) => {
    if (event.target.matches("[data-place]")) event.target.dataset.before = event.target.value;
  });
  form.addEventListener("change", (event) => {
    const question = event.target.closest("fieldset[data-number]");
    if (!question) return;
    if (event.target.matches("[data-place]") && event.target.value) {
      for (const other of question.querySelectorAll("[data-place]")) {
        if (other !== event.target && other.value === event.target.value) other.value = event.target.dataset.before ?? "";
      }
      event.target.dataset.before = event.target.value;
    }
    clearTimeout(timers[question.id]);
    note(question);
  });
  form.addEventListener("input", (event) => {
    if (event.target.type !== "text") return;
    const question = event.target.closest("fieldset[data-number]");
    clearTimeout(timers[question.id]);
    timers[question.id] = setTimeout(() => note(question), 800);
  });
  // In a box, Enter presses the first button of the form by itself: here it is the question's own.
  form.addEventListener("keydown", (event) => {
    const own = event.target.closest("fieldset[data-number]")?.querySelector("[name=tiep]");
    if (event.key !== "Enter" || event.target.tagName !== "INPUT" || !own) return;
    event.preventDefault();
    own.click();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wish = event.submitter?.value ?? "";
    const question = event.submitter?.closest("fieldset[data-number]");
    if (question) note(question);
    if (wish !== "nop") {
      document.getElementById(`cau-${wish}`)?.focus();
      return;
    }
    await flush();
    if (waiting().length === 0) location.href = confirmUrl;
    else stateLine.scrollIntoView({ block: "center" });
  });
  window.addEventListener("online", flush);

  const began = performance.now();
  const seconds = Number(form.dataset.seconds);
  let lastMinute = Infinity;
  const clock = setInterval(() => {
    const left = seconds - (performance.now() - began) / 1000;
    if (left <= 0) {
      clearInterval(clock);
      timerLine.textContent = "Hết giờ. Đang nộp bài…";
      flush().then(handIn);
      return;
    }
    const minutes = Math.ceil(left / 60);
    if (minutes === lastMinute) return;
    lastMinute = minutes;
    timerLine.textContent = `Còn ${minutes} phút`;
    timerLine.classList.toggle("is-short", minutes <= 2);
    if (minutes === 5 || minutes === 1) reminder.textContent = `Còn ${minutes} phút.`;
  }, 1000);

  // The page may have been drawn before an answer arrived that was sent from here: what this machine knows later wins.
  for (const question of questions) {
    const item = state.answers[question.dataset.number];
    const isLater = item && question.dataset.client === state.client && Number(question.dataset.sequence) < item.sequence;
    if (!item || !(item.isWaiting || isLater || question.dataset.client === "")) continue;
    item.isWaiting = true;
    restore(question, item.fields);
  }
  show();
  flush();
})();

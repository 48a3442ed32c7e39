// What every page may use. Nothing here is needed to work: each part only makes a page that works more comfortable.
"use strict";

// A sending that was stopped or never ends must not leave a form that cannot be sent; a large file may take minutes.
const patience = (form) => (form.enctype === "multipart/form-data" ? 180_000 : 10_000); // ms

// Says at the end of a form, or behind a link, what became of it; what was said before gives way.
function tell(element, words) {
  const told = element.querySelector(":scope > .sending") || document.createElement("span");
  told.className = "sending";
  told.setAttribute("role", "status");
  element.append(told);
  told.textContent = words;
}

function release(form) {
  delete form.dataset.sent;
  form.removeAttribute("aria-busy");
}

// A second click while the first is on its way changes nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.target) return;
  if (form.dataset.sent) {
    event.preventDefault();
    const wait = form.enctype === "multipart/form-data" ? "ba phút" : "mười giây";
    tell(form, `Đang gửi, xin chờ một chút. Nếu quá ${wait} mà trang chưa đổi, hãy bấm lại: bấm hai lần cũng chỉ ghi một lần.`);
    return;
  }
  form.dataset.sent = "1";
  form.setAttribute("aria-busy", "true");
  setTimeout(() => release(form), patience(form));
});

// Coming back with the back button: the form may be sent again.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach(release);
  document.querySelectorAll(".sending").forEach((told) => told.remove());
});

// A part of a page that could not be fetched: htmx says nothing by itself. What asks by itself needs no words.
const around = (element) => element.closest("form, p, li, td, main") || document.body;
for (const [name, words] of [
  ["htmx:sendError", "Máy đang mất mạng, chưa gửi được. Có mạng rồi hãy bấm lại."],
  ["htmx:responseError", "Máy chủ chưa trả lời được. Hãy đợi một phút rồi bấm lại."],
]) {
  document.addEventListener(name, ({ detail: { elt } }) => elt.hasAttribute("hx-trigger") || tell(around(elt), words));
}
document.addEventListener("htmx:beforeRequest", ({ detail: { elt } }) => {
  around(elt).querySelectorAll(":scope > .sending").forEach((told) => told.remove());
});

// The menu of small screens is a box to tick that looks like a button, so it opens without a script; Enter presses it too.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.classList.contains("menu-toggle")) event.target.click();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// Filters that a person changes with the mouse need no second button.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-auto-submit]");
  if (form) form.requestSubmit();
});

document.addEventListener("DOMContentLoaded", () => {
  const summary = document.getElementById("loi");
  if (summary) summary.focus();
});

// A form that waits for its turn is sent again by itself, not by everybody in the same second.
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("form[data-again]").forEach((form) => {
    setTimeout(() => form.requestSubmit(), 1000 * (1.5 + 2 * Math.random()));
  });
});

// An answer with 422 carries the page with its errors: htmx shall show it too.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

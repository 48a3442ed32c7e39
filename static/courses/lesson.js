// Opens a cited provision beside the text on wide screens. Without this, and on narrow screens, the link leads to its page.
"use strict";

(() => {
  const panel = document.getElementById("dieu-luat");
  if (!panel || !window.htmx) return;
  const wide = window.matchMedia("(min-width: 1024px)");
  let opener = null;

  function close() {
    panel.hidden = true;
    if (opener) opener.focus();
  }

  function addCloseButton() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-sm rule-close";
    button.textContent = "Đóng";
    button.addEventListener("click", close);
    panel.prepend(button);
  }

  panel.addEventListener("htmx:afterSwap", () => {
    addCloseButton();
    panel.hidden = false;
    panel.focus({ preventScroll: true });
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.cite");
    if (!link || panel.contains(link) || !wide.matches) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    opener = link.offsetParent ? link : document.activeElement; // a link in a closed note gives way to the note's word
    window.htmx.ajax("GET", link.getAttribute("href"), { source: link, target: panel, swap: "innerHTML" }).catch(() => {}); // page.js says so
  });

  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
})();

// Opens a term's sentence at the word itself. Without this, or in a browser that knows no popover, the link leads to the
// list of terms below the text.
(() => {
  if (!HTMLElement.prototype.showPopover) return;
  const note = document.createElement("div");
  note.className = "term-note";
  note.popover = "auto"; // closes by Escape or a click elsewhere, and gives the focus back
  note.tabIndex = -1;
  note.setAttribute("role", "dialog");
  note.setAttribute("aria-labelledby", "tu-dang-xem");
  document.body.append(note);

  function fill(entry) {
    const word = document.createElement("strong");
    word.id = "tu-dang-xem";
    word.textContent = entry.textContent;
    const sentence = document.createElement("p");
    sentence.append(...entry.nextElementSibling.cloneNode(true).childNodes);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-sm";
    button.textContent = "Đóng";
    button.addEventListener("click", () => note.hidePopover());
    note.replaceChildren(word, sentence, button);
  }

  function place(link) {
    const lines = link.getClientRects();
    const line = lines[lines.length - 1];
    const space = document.documentElement.clientWidth - note.offsetWidth - 8;
    const below = line.bottom + 6;
    const above = line.top - note.offsetHeight - 6;
    note.style.left = `${Math.max(8, Math.min(line.left, space)) + window.scrollX}px`;
    note.style.top = `${(below + note.offsetHeight > window.innerHeight && above > 0 ? above : below) + window.scrollY}px`;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.term");
    const entry = link && document.getElementById(link.hash.slice(1));
    if (!entry || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    link.focus({ preventScroll: true });
    fill(entry);
    note.showPopover();
    place(link);
    note.focus({ preventScroll: true });
  });

  note.addEventListener("click", (event) => {
    if (event.target.closest("a.cite")) note.hidePopover();
  });
})();

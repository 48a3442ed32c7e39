// What every page may use. Nothing here is needed to work: each part only makes a page that works more comfortable.
"use strict";

// A second click while the first is on its way changes nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.target) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  form.setAttribute("aria-busy", "true");
});

// Coming back with the back button: the form may be sent again.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  });
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

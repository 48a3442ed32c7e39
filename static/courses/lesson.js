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

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.cite");
    if (!link || panel.contains(link) || !wide.matches) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    opener = link;
    window.htmx.ajax("GET", link.getAttribute("href"), { target: panel, swap: "innerHTML" }).then(() => {
      addCloseButton();
      panel.hidden = false;
      panel.focus({ preventScroll: true });
    });
  });

  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
})();

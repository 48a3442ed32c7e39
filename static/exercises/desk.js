// The replay's slider goes to its step when it is let go; without this script the button beside it does.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-replay]")) event.target.form.requestSubmit();
});

/* Small comforts. Every page works without them. */
"use strict";

(() => {
  /* Warn before a form somebody has begun to fill in is left. */
  let touched = false;
  document.addEventListener("input", (event) => {
    if (event.target.closest("form[data-watched]")) touched = true;
  });
  document.addEventListener("submit", () => { touched = false; });
  window.addEventListener("beforeunload", (event) => {
    if (touched) event.preventDefault();
  });

  /* The message that offers to undo is where the keyboard goes first. */
  const undo = document.querySelector(".message.undo a, .message.undo button");
  if (undo) undo.focus();

  /* The menu of the user closes by Escape and by a click elsewhere. */
  const menu = document.querySelector("details.user-menu");
  if (menu) {
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && menu.open) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    });
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  }

  /* "/" leads to the search box, as on other registers. */
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, [contenteditable]");
    const search = document.querySelector("input[type=search]");
    if (event.key === "/" && !typing && search && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      search.focus();
    }
  });
})();

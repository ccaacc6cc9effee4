// The choices of what is searched. The server draws them again after each choice, for this visit.
"use strict";

(() => {
  const FIELDS = ["kinds", "years", "states", "documents"];

  const PATIENCE = 4000; // milliseconds for an answer, after which the next choice is sent anyway

  function afgraens(element, trigger, watch) {
    const line = () => element.querySelector("details");
    let number = 0; // of the choice that was sent last
    let since = 0; // when it was sent; 0 once it is drawn
    let next = null; // a choice made meanwhile

    // One after the other: answers to two at once may come in either order.
    function send(choice) {
      if (since && Date.now() - since < PATIENCE) {
        next = choice;
        return;
      }
      since = Date.now();
      next = null;
      trigger("select", { ...choice, nr: ++number });
    }

    function chosen() {
      const boxes = [...element.querySelectorAll("input:checked")];
      const of = (name) => boxes.filter((box) => box.name === name).map((box) => box.value);
      return Object.fromEntries(FIELDS.map((name) => [name, of(name)]));
    }

    function fold() {
      line().open = false;
      element.querySelector("summary").focus();
    }

    element.addEventListener("change", () => send(chosen()));
    element.addEventListener("click", (event) => {
      // Documents may have come or gone since the choices were drawn.
      if (event.target.closest("summary") && !line().open) send(chosen());
      const button = event.target.closest("button");
      if (!button) return;
      if ("alle" in button.dataset) send({});
      else if ("faerdig" in button.dataset) fold();
    });
    element.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && line().open) fold();
    });
    watch("value", () => {
      since = 0;
      if (next) {
        send(next);
        return;
      }
      // A box that was clicked no longer follows its attribute.
      for (const box of element.querySelectorAll("input")) box.checked = box.hasAttribute("checked");
    });
  }

  Object.assign(window.holdepunkt, { afgraens });
})();

// The page Økonomi: what is typed is worked out on the server a moment after the last key.
"use strict";

Object.assign(
  window.holdepunkt,
  (() => {
    const PAUSE = 250; // milliseconds without a key
    const LOST = "Forbindelsen til Holdepunkt er afbrudt. Tallene er ikke regnet om.";
    let typing = false;

    function forudsaetninger(element, trigger, watch) {
      let waiting = 0;
      const send = () => {
        const form = element.querySelector("form");
        trigger("submit", { felter: form ? Object.fromEntries(new FormData(form)) : {} });
      };
      const soon = () => {
        typing = true;
        clearTimeout(waiting);
        waiting = setTimeout(send, PAUSE);
      };
      element.addEventListener("input", (event) => {
        mode(element);
        if (event.target.name) soon();
      });
      element.addEventListener("reset", () => setTimeout(() => (mode(element), soon())));
      element.addEventListener("submit", (event) => {
        event.preventDefault(); // Enter in a field
        send();
      });
      element.addEventListener("click", (event) => pick(event, trigger));
      watch("value", () => marked(element));
      send();
    }

    function resultat(element, trigger, watch) {
      element.addEventListener("click", (event) => pick(event, trigger));
      document.addEventListener("hp-afbrudt", () => {
        const result = element.querySelector(".hp-resultat");
        if (!result || element.querySelector(".hp-afbrudt-note")) return;
        const note = document.createElement("p");
        note.className = "hp-ret hp-afbrudt-note";
        note.textContent = LOST;
        result.before(note);
        window.holdepunkt.say(LOST);
      });
      watch("value", () => {
        element.querySelector(".hp-afbrudt-note")?.remove();
        marked(element);
        const result = element.querySelector(".hp-resultat");
        if (result && typing) window.holdepunkt.say(result.dataset.besked);
      });
    }

    // Drawing again takes the yellow off the number of the source that was opened last.
    function marked(element) {
      const panel = element.closest("[role=tabpanel]")?.querySelector(".hp-skuffe");
      if (panel) window.holdepunkt.markChosen(panel);
    }

    // The fields of the chosen way of paying show at once, before the server has answered.
    function mode(element) {
      const form = element.querySelector("form");
      if (form) form.dataset.mode = new FormData(form).get("mentor");
    }

    function pick(event, trigger) {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.dataset.n) window.holdepunkt.choose(button, trigger);
      else if (button.dataset.tekst) window.holdepunkt.copy(button);
    }

    return { forudsaetninger, resultat };
  })(),
);

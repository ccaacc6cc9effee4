// Feedback under an answer. The conversation is drawn anew with each question, so what was opened,
// typed or thanked for is kept here, by turn, and laid into the answer again.
"use strict";

Object.assign(
  window.holdepunkt,
  (() => {
    const LOST = "Forbindelsen til Holdepunkt er afbrudt. Meldingen er ikke sendt.";
    const CPR =
      "Teksten ser ud til at indeholde et CPR-nummer. Meldingen er ikke sendt. Fjern nummeret, og send igen.";
    const NOTHING = "Vælg mindst én af mulighederne.";
    const opened = new Map(); // turn: the form that is open in it, or the thanks
    let waiting = 0; // the turn whose feedback is on its way
    let focused = null; // the field of a form that had the focus last

    const place = (turn) => document.querySelector(`.hp-melding[data-tur="${turn}"]`);
    const button = (turn, what) => place(turn)?.querySelector(`[data-melding="${what}"]`);

    function meldinger(element, trigger, watch) {
      const talk = document.getElementById("hp-samtale");
      if (!talk) {
        requestAnimationFrame(() => meldinger(element, trigger, watch)); // Gradio is still drawing
        return;
      }
      talk.addEventListener("click", (event) => {
        const asked = event.target.closest("[data-melding], [data-fortryd]");
        if (!asked) return;
        const { tur } = asked.closest(".hp-melding").dataset;
        if ("fortryd" in asked.dataset) cancel(tur);
        else if (asked.dataset.melding === "fejl") open(tur);
        else if (!waiting) send(trigger, tur, ["helped"], "");
      });
      talk.addEventListener("submit", (event) => {
        const form = event.target.closest(".hp-meldeform");
        if (!form) return;
        event.preventDefault();
        check(trigger, form);
      });
      talk.addEventListener("focusin", (event) => {
        focused = event.target.closest(".hp-meldeform") ? event.target : null;
      });
      document.addEventListener("hp-afbrudt", () => {
        if (waiting) heard(waiting, false, LOST);
      });
      watch("value", () => {
        const said = element.querySelector("[data-tur]");
        if (said) heard(said.dataset.tur, said.dataset.gemt === "ja", said.textContent);
      });
      new MutationObserver(lay).observe(talk, { childList: true, subtree: true });
    }

    // What is open in the answers that are drawn now.
    function lay() {
      for (const [turn, made] of opened) {
        const at = place(turn);
        if (!at) continue;
        const thanks = made.matches(".hp-tak");
        if (made.parentElement !== at || (thanks && at.children.length > 1)) {
          if (thanks) at.replaceChildren(made);
          else at.append(made);
          if (made.contains(focused)) focused.focus({ preventScroll: true });
        }
        if (!thanks) button(turn, "fejl")?.setAttribute("aria-expanded", "true");
      }
    }

    function open(turn) {
      if (opened.has(turn)) {
        cancel(turn);
        return;
      }
      const form = document.getElementById("hp-melding-form").content.firstElementChild.cloneNode(true);
      const alert = form.querySelector(".hp-meldefejl");
      alert.id = `hp-meldefejl-${turn}`;
      for (const field of form.querySelectorAll("input, textarea")) {
        field.setAttribute("aria-describedby", alert.id);
      }
      opened.set(turn, form);
      lay();
      form.querySelector("input").focus();
    }

    function cancel(turn) {
      opened.get(turn)?.remove();
      opened.delete(turn);
      button(turn, "fejl").setAttribute("aria-expanded", "false");
      button(turn, "fejl").focus();
    }

    function check(trigger, form) {
      if (waiting) return;
      const said = new FormData(form);
      const valg = said.getAll("valg");
      const comment = form.elements.kommentar;
      const turn = form.closest(".hp-melding").dataset.tur;
      if (!valg.length) refuse(form, NOTHING, form.querySelector("input"));
      else if (window.holdepunkt.findCpr(comment.value).length) refuse(form, CPR, comment);
      else send(trigger, turn, valg, comment.value);
    }

    function send(trigger, turn, valg, kommentar) {
      waiting = turn;
      trigger("submit", { tur: Number(turn), valg, kommentar });
    }

    function heard(turn, kept, words) {
      waiting = 0;
      const form = opened.get(turn);
      if (!kept && form) {
        refuse(form, words, form.elements.kommentar);
        return;
      }
      const said = document.createElement("p");
      said.textContent = words;
      said.tabIndex = -1;
      if (kept) {
        said.className = "hp-tak";
        opened.set(turn, said);
        lay();
      } else {
        place(turn)?.querySelector(".hp-meldefejl")?.remove();
        said.className = "hp-meldefejl";
        place(turn)?.append(said);
      }
      said.focus(); // which reads it aloud
    }

    function refuse(form, words, field) {
      for (const other of form.querySelectorAll("[aria-invalid]")) other.removeAttribute("aria-invalid");
      form.querySelector(".hp-meldefejl").textContent = words;
      field.setAttribute("aria-invalid", "true");
      field.focus();
    }

    return { meldinger };
  })(),
);

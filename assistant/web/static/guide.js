// The page Kom godt i gang: the address names its page behind the #, and what was read is kept in
// this browser only.
"use strict";

Object.assign(
  window.holdepunkt,
  (() => {
    const READ = "hp-guide-laest"; // ids of steps
    const side = () => new URLSearchParams(location.search).get("side");
    const named = () => decodeURIComponent(location.hash.slice(1));
    const wide = window.matchMedia("(min-width: 1200px)");

    // ---- What was read -----------------------------------------------------------------------
    let here = []; // where the browser keeps nothing, it counts as long as the page is open

    function read() {
      try {
        const kept = JSON.parse(localStorage.getItem(READ) || "[]");
        return Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : [];
      } catch {
        return here;
      }
    }

    function keep(ids) {
      here = ids;
      try {
        if (ids.length) localStorage.setItem(READ, JSON.stringify(ids));
        else localStorage.removeItem(READ);
      } catch {
        // `here` has it
      }
    }

    function progress(element) {
      const done = new Set(read());
      const steps = [...element.querySelectorAll("[data-trin]")];
      for (const step of steps) {
        const on = done.has(step.dataset.trin);
        step.classList.toggle("hp-laest", on);
        step.querySelector("[data-maerke]").hidden = !on;
      }
      const count = steps.filter((step) => done.has(step.dataset.trin)).length;
      const words = `${count} af ${steps.length} trin læst`;
      const told = element.querySelector(".hp-guide-antal");
      if (told) {
        told.textContent = words;
        element.querySelector(".hp-guide-status progress").value = count;
      }
      const toggle = element.querySelector("[data-skift] span");
      const shown = element.querySelector(".hp-guide")?.dataset.vis;
      if (toggle) toggle.textContent = done.has(shown) ? "Markér som ulæst" : "Markér som læst";
      return words;
    }

    // ---- The page ----------------------------------------------------------------------------
    function guide(element, trigger, watch) {
      let acted = false; // the visitor did something, so the focus follows
      let question = "";
      const root = () => element.querySelector(".hp-guide");
      const show = (more) => trigger("submit", { felter: { vis: named(), ...more } });

      function follow() {
        if (side() !== "kom-godt-i-gang" || named().startsWith("hp-")) return;
        if (root()?.dataset.vis === named()) return;
        acted = true;
        show();
      }

      element.addEventListener("click", (event) => {
        const target = event.target.closest("button, a");
        if (!target) return;
        const { n, spoerg, bogstav, handling, tekst } = target.dataset;
        if (n) window.holdepunkt.choose(target, trigger);
        else if (spoerg) window.holdepunkt.prefill(spoerg);
        else if (bogstav) jump(element, bogstav);
        else if (handling) act({ handling });
        else if ("laest" in target.dataset) mark(true);
        else if ("skift" in target.dataset) mark(!read().includes(root().dataset.vis));
        else if ("glem" in target.dataset) {
          keep([]);
          window.holdepunkt.say(progress(element));
        } else if (tekst) window.holdepunkt.copy(target);
      });
      element.addEventListener("submit", (event) => {
        event.preventDefault();
        const form = event.target;
        const svar = new FormData(form).get("svar") || "";
        act({ handling: "svar", id: form.dataset.id, svar });
      });
      element.addEventListener("input", (event) => {
        if (event.target.id === "hp-ord-soeg") search(element, event.target.value);
      });
      window.addEventListener("hashchange", follow);
      wide.addEventListener("change", () => unfold(element));
      watch("value", () => {
        unfold(element);
        progress(element);
        fresh();
        window.holdepunkt.markChosen(element.closest("[role=tabpanel]").querySelector(".hp-skuffe"));
        const now = element.querySelector("[data-fokus]");
        if (acted && now) arrive(now);
        acted = false;
      });
      show();

      function act(fields) {
        acted = true;
        show(fields);
      }

      function mark(on) {
        const id = root().dataset.vis;
        const others = read().filter((one) => one !== id);
        keep(on ? [...others, id] : others);
        window.holdepunkt.say(progress(element));
      }

      // Drawing anew leaves in a field what was typed or chosen before.
      function fresh() {
        const form = element.querySelector("form[data-id]");
        if (form && form.dataset.id !== question) form.reset();
        question = form ? form.dataset.id : "";
        const field = element.querySelector("#hp-ord-soeg");
        if (field) search(element, field.value);
      }
    }

    // On a narrow screen the way through the pages is folded.
    function unfold(element) {
      const way = element.querySelector(".hp-guide-vej details");
      if (way) way.open = wide.matches;
    }

    function arrive(heading) {
      heading.focus({ preventScroll: true });
      const article = heading.closest("article");
      const nav = document.querySelector("#hp-faner > .tab-wrapper").getBoundingClientRect();
      const top = Math.max(nav.bottom, 0) + 24;
      const at = article.getBoundingClientRect().top;
      if (at < 0 || at > window.innerHeight / 2) window.scrollBy(0, at - top);
    }

    // ---- The glossary ------------------------------------------------------------------------
    // "aben", "aaben" and "Åben" are one word here.
    const folded = (text) =>
      text
        .toLowerCase()
        .normalize("NFD")
        .replace(/\p{M}/gu, "")
        .replace(/æ|ae|aa/g, "a")
        .replace(/ø|oe/g, "o");

    function search(element, typed) {
      const words = folded(typed).split(/\s+/).filter(Boolean);
      let hits = 0;
      for (const section of element.querySelectorAll(".hp-guide-ord section")) {
        let any = false;
        for (const entry of section.querySelectorAll("dl > div")) {
          const text = folded(`${entry.textContent} ${entry.dataset.soeg || ""}`);
          entry.hidden = !words.every((word) => text.includes(word));
          any ||= !entry.hidden;
          hits += !entry.hidden;
        }
        section.hidden = !any;
        const jump = element.querySelector(
          `.hp-guide-bogstaver [data-bogstav="${section.dataset.bogstav}"]`,
        );
        if (jump) jump.disabled = !any;
      }
      const told = element.querySelector("#hp-ord-antal");
      const found = hits ? `${hits} ord` : "Ingen ord passer. Prøv med færre bogstaver.";
      if (told && told.textContent !== found) told.textContent = found;
    }

    function jump(element, letter) {
      const heading = element.querySelector(`.hp-guide-ord [data-bogstav="${letter}"] h3`);
      if (!heading) return;
      heading.focus({ preventScroll: true });
      heading.scrollIntoView({ block: "start" });
    }

    return { guide };
  })(),
);

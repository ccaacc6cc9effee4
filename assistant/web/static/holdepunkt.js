// What the page does in the browser. Gradio draws it again whenever a value changes, so every
// listener sits on an element that stays, and what was clicked is read from its data attributes.
"use strict";

window.holdepunkt = (() => {
  const wide = window.matchMedia("(min-width: 1024px)");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const byId = (id) => document.getElementById(id);
  let chosen = null; // the button that opened the source, where focus returns to
  let opening = false; // a source was asked for and is not drawn yet

  // ---- The light theme is the only one -------------------------------------------------------
  const light = () => {
    // Removing what is not there counts as a change, and the observer would never rest.
    if (document.body.classList.contains("dark")) document.body.classList.remove("dark");
  };
  document.addEventListener("DOMContentLoaded", () => {
    light();
    new MutationObserver(light).observe(document.body, { attributeFilter: ["class"] });
  });

  const say = (words) => {
    const live = byId("hp-live");
    if (live) live.textContent = words;
  };

  // ---- Conversation --------------------------------------------------------------------------
  function samtale(element, trigger, watch) {
    restore();
    element.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.dataset.n) choose(button, trigger);
      else if (button.dataset.spoerg) ask(button.dataset.spoerg);
      else if (button.dataset.alle) trigger("retry", { turn: Number(button.dataset.alle) });
      else if (button.dataset.tekst) copy(button);
    });
    watch("value", () => {
      const turns = element.querySelectorAll(".hp-tur");
      const last = turns[turns.length - 1];
      if (!last) return;
      say(last.dataset.besked);
      markChosen(byId("hp-hoejre"));
      // The page is still short when the first frame is drawn.
      const question = last.querySelector("h2");
      toTop(question);
      requestAnimationFrame(() => toTop(question));
    });
  }

  function venter(element, trigger, watch) {
    let had = false;
    watch("value", () => {
      const heading = element.querySelector("h2");
      if (heading && !had) {
        say("Søger …");
        toTop(heading);
      }
      had = Boolean(heading);
    });
  }

  function toTop(element) {
    const scroller = byId("hp-rulle");
    const edge = wide.matches ? scroller.getBoundingClientRect().top : headerHeight();
    const distance = element.getBoundingClientRect().top - edge - 24;
    if (wide.matches) scroller.scrollTop += distance;
    else window.scrollBy(0, distance);
  }

  function headerHeight() {
    const nav = document.querySelector("#hp-faner > .tab-wrapper");
    // On a phone the name scrolls away and the tabs stay: `top` is minus the name's height.
    return nav ? nav.offsetHeight + parseFloat(getComputedStyle(nav).top || 0) : 0;
  }

  // ---- Sources -------------------------------------------------------------------------------
  // A panel belongs to its page: beside the conversation, or as a drawer (`.hp-skuffe`) over it.
  const PANEL = "#hp-hoejre, .hp-skuffe";
  const shownSource = (panel) => panel.querySelector(".hp-kilde");

  function choose(button, trigger) {
    chosen = button;
    const panel = button.closest("[role=tabpanel]").querySelector(PANEL);
    const source = shownSource(panel);
    const key = `${button.dataset.turn}.${button.dataset.n}`;
    if (source && source.dataset.key === key && source.dataset.side === source.dataset.citatside) {
      openSource(panel); // nothing would be drawn again, so nobody else would open it
      return;
    }
    opening = true;
    trigger("select", { turn: Number(button.dataset.turn), n: Number(button.dataset.n) });
  }

  function kilde(element, trigger, watch) {
    const panel = element.closest(PANEL);
    element.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button || button.getAttribute("aria-disabled") === "true") return;
      if ("luk" in button.dataset) closeSource(panel);
      else if (button.dataset.side) {
        const source = shownSource(panel);
        if (source && source.dataset.side === button.dataset.side) toMark(panel);
        else trigger("select", { side: Number(button.dataset.side) });
      }
    });
    watch("value", () => {
      markChosen(panel);
      if (opening) {
        opening = false;
        openSource(panel);
      } else toMark(panel);
    });
  }

  // The number of the source that is shown is yellow where it is cited too.
  function markChosen(panel) {
    const source = shownSource(panel);
    const key = source ? source.dataset.key : "";
    const page = panel.closest("[role=tabpanel]");
    for (const button of page.querySelectorAll("button[data-n]")) {
      const on = `${button.dataset.turn}.${button.dataset.n}` === key;
      button.classList.toggle("hp-aktiv", on);
      if (on) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  // scrollIntoView would also scroll the columns around it.
  function toMark(panel) {
    const sheet = panel.querySelector(".hp-blad");
    const mark = sheet && sheet.querySelector(".hp-mark");
    if (!sheet) return;
    const distance = mark
      ? mark.getBoundingClientRect().top - sheet.getBoundingClientRect().top - sheet.clientHeight / 3
      : -sheet.scrollTop;
    sheet.scrollTop += distance;
  }

  // The panel that lies over the page as a dialog, if any.
  const dialog = () => document.querySelector(".hp-over");

  function openSource(panel) {
    if (!dialog() && (!wide.matches || panel.matches(".hp-skuffe"))) {
      document.body.classList.add("hp-kilde-aaben");
      panel.classList.add("hp-over");
      panel.setAttribute("role", "dialog");
      panel.setAttribute("aria-modal", "true");
      panel.setAttribute("aria-label", "Kilde");
      behind(panel, true);
      history.pushState({ kilde: true }, ""); // so that "back" closes the source, not the page
    }
    toMark(panel);
    const title = panel.querySelector("h2");
    if (title) title.focus({ preventScroll: true });
  }

  function closeSource(panel) {
    if (dialog() && history.state?.kilde) history.back();
    else closed(panel);
  }

  function closed(panel) {
    document.body.classList.remove("hp-kilde-aaben");
    panel.classList.remove("hp-over");
    for (const name of ["role", "aria-modal", "aria-label"]) panel.removeAttribute(name);
    behind(panel, false);
    if (!chosen) return;
    const { turn, n } = chosen.dataset;
    const again = `button[data-turn="${turn}"][data-n="${n}"]`;
    const target = chosen.isConnected ? chosen : document.querySelector(again);
    if (target) target.focus();
  }

  // Whatever is neither in the panel nor around it.
  function behind(panel, inert) {
    for (let at = panel; at !== document.body; at = at.parentElement) {
      for (const other of at.parentElement.children) if (other !== at) other.inert = inert;
    }
  }

  window.addEventListener("popstate", () => {
    if (dialog()) closed(dialog());
  });
  wide.addEventListener("change", () => {
    if (wide.matches && dialog()?.matches("#hp-hoejre")) closeSource(dialog());
  });
  document.addEventListener("click", (event) => {
    const drawer = document.querySelector(".hp-skuffe.hp-over");
    if (drawer && !drawer.contains(event.target)) closeSource(drawer);
  });
  document.addEventListener("keydown", (event) => {
    const panel = document.activeElement?.closest(PANEL);
    if (!panel) return;
    if (event.key === "Escape") closeSource(panel);
    else if (event.key === "Tab" && panel === dialog()) keepInside(panel, event);
  });

  function keepInside(panel, event) {
    const stops = [...panel.querySelectorAll("button, a[href], [tabindex='0']")].filter(
      (element) => element.offsetParent !== null,
    );
    const first = stops[0];
    const last = stops[stops.length - 1];
    const at = document.activeElement;
    if (event.shiftKey && (at === first || !stops.includes(at))) {
      event.preventDefault();
      last.focus();
    } else if (!event.shiftKey && at === last) {
      event.preventDefault();
      first.focus();
    }
  }

  // ---- The picture of a page -----------------------------------------------------------------
  // Neither event bubbles.
  for (const event of ["load", "error"]) document.addEventListener(event, pictured, true);

  function pictured({ type, target }) {
    const waiting = target.matches?.(".hp-ark img") && target.parentElement.querySelector(".hp-henter");
    if (!waiting) return;
    waiting.hidden = type === "load";
    if (type === "load") return;
    waiting.textContent = "Siden kunne ikke hentes som billede. Prøv igen om lidt, eller åbn dokumentet.";
    waiting.removeAttribute("aria-hidden");
    waiting.parentElement.classList.add("hp-uden-billede");
    say(waiting.textContent);
  }

  // ---- Copying -------------------------------------------------------------------------------
  async function copy(button) {
    const label = button.querySelector("span");
    const words = label.textContent;
    const done = await copied(button.dataset.tekst, button.dataset.html);
    label.textContent = done ? "Kopieret" : "Kunne ikke kopiere";
    say(label.textContent);
    setTimeout(() => (label.textContent = words), 2500);
  }

  async function copied(text, html) {
    try {
      const parts = { "text/plain": text, "text/html": html };
      const item = Object.entries(parts).map(([type, part]) => [type, new Blob([part], { type })]);
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(item))]);
      return true;
    } catch {
      return copiedTheOldWay(text); // on plain http the browser offers nothing else
    }
  }

  function copiedTheOldWay(text) {
    const field = document.createElement("textarea");
    const focused = document.activeElement;
    field.value = text;
    field.className = "hp-kun-oplaest";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (focused) focused.focus();
    return done;
  }

  // ---- The question box ----------------------------------------------------------------------
  const box = () => document.querySelector("#hp-spoergsmaal textarea");
  const send = () => byId("hp-send");

  function fill(text) {
    const field = box();
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function ask(text) {
    fill(text);
    setTimeout(() => send().click(), 30); // Gradio reads the box one tick later
  }

  // A question from another page: filled in, and not sent.
  function prefill(text) {
    document.querySelector("#hp-faner [role=tab][data-tab-id=spoerg]").click();
    const put = () => {
      if (!box()?.offsetParent) return setTimeout(put, 50);
      fill(text);
      return box().focus();
    };
    put();
  }

  // ---- CPR numbers stay in the browser -------------------------------------------------------
  // cpr.js finds them as the server does.
  function guard(event) {
    const field = box();
    if (!field) return;
    const pieces = window.holdepunkt.withCpr(field.value);
    if (!pieces.length) {
      asked = field.value;
      unwarn();
      document.body.classList.remove("hp-afbrudt");
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    warn(pieces);
  }

  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Enter" && !event.shiftKey && event.target === box()) guard(event);
    },
    true,
  );
  document.addEventListener(
    "click",
    (event) => {
      if (event.target.closest && event.target.closest("#hp-send")) guard(event);
    },
    true,
  );

  // Every other piece is a number.
  function warn(pieces) {
    const quoted = document.createElement("p");
    quoted.className = "hp-citeret";
    for (const [at, piece] of pieces.entries()) {
      const mark = document.createElement("mark");
      mark.textContent = piece;
      quoted.append(at % 2 ? mark : piece);
    }
    const said = document.createElement("p");
    const strong = document.createElement("strong");
    strong.textContent = "Spørgsmålet ser ud til at indeholde et CPR-nummer.";
    said.append(strong, " Det er ikke sendt.");
    const masked = window.holdepunkt.maskCpr(pieces.join(""));
    const buttons = document.createElement("p");
    buttons.append(
      button("Maskér og send", "hp-knap hp-fyldt", () => {
        unwarn();
        box().focus();
        ask(masked);
      }),
      button("Ret teksten", "hp-knap", () => {
        unwarn();
        box().focus();
      }),
    );
    const place = byId("hp-advarsel");
    place.setAttribute("role", "alert");
    place.replaceChildren(said, quoted, buttons);
    box().setAttribute("aria-invalid", "true");
    box().setAttribute("aria-describedby", "hp-advarsel hp-note");
  }

  function unwarn() {
    const place = byId("hp-advarsel");
    if (!place || !place.firstChild) return;
    place.removeAttribute("role");
    place.replaceChildren();
    box().removeAttribute("aria-invalid");
    box().setAttribute("aria-describedby", "hp-note");
  }

  function button(words, names, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = names;
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  }

  // ---- Lost contact --------------------------------------------------------------------------
  let asked = ""; // the question that was sent last
  const fetched = window.fetch;
  window.fetch = async (...request) => {
    const address = String(request[0]?.url ?? request[0]);
    // Gradio asks for this only when an answer broke off; it loads the page anew once it gets it.
    if (address.endsWith("/app_id")) lost();
    try {
      return await fetched(...request);
    } catch (error) {
      if (error.name === "AbortError") throw error;
      lost();
      // A request that never arrived may be tried again; Gradio would give up for good.
      if (/\/(queue\/join|run\/predict)/.test(address)) {
        return Response.json({ error: "no contact" }, { status: 503 });
      }
      throw error;
    }
  };

  function lost() {
    document.dispatchEvent(new Event("hp-afbrudt"));
    const place = byId("hp-advarsel");
    if (!place || !box()) return;
    if (!box().value) fill(asked);
    const said = document.createElement("p");
    said.textContent = "Forbindelsen til Holdepunkt er afbrudt. Teksten står stadig i feltet.";
    place.setAttribute("role", "alert");
    place.replaceChildren(said);
    document.body.classList.add("hp-afbrudt");
    const unsent = window.holdepunkt.maskCpr(box().value);
    history.replaceState({ ...history.state, unsent }, "");
  }

  // The text of an unsent question outlives one loading of the page, and no more.
  function restore() {
    const unsent = history.state?.unsent;
    if (!unsent) return;
    if (!box()) {
      setTimeout(restore, 50);
      return;
    }
    fill(unsent);
    history.replaceState(null, "");
  }

  return { samtale, venter, kilde, say, choose, copy, markChosen, prefill };
})();

// The page Dokumenter in the browser: the list, files on their way in, and a document's pages.
// What changes the library is asked of the server with the key, which adgang.js holds.
"use strict";

(() => {
  const POLL = 400; // milliseconds between questions about a change
  const TOKENS = "holdepunkt-indlaesninger"; // in sessionStorage, so that a reload keeps the report
  let refresh = () => {};
  let show = () => {};
  let from = null; // the document whose title was clicked, where focus returns to

  const { adgang } = window.holdepunkt;
  const byId = (id) => document.getElementById(id);
  const say = (words) => {
    const live = byId("hp-live");
    if (live) live.textContent = words;
  };
  const made = (tag, names, words = "") => {
    const element = document.createElement(tag);
    element.className = names;
    element.textContent = words;
    return element;
  };

  // ---- The list ------------------------------------------------------------------------------
  function bibliotek(element, trigger, watch) {
    refresh = () => trigger("select", {});
    element.addEventListener("input", () => filter(element));
    element.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      const { dokument, noegle, titel } = button.dataset;
      if (dokument) {
        from = dokument;
        show({ dokument, side: 1, stykke: 0 });
      } else if ("igen" in button.dataset) changeOne(noegle, "laes-igen", `Læser »${titel}« igen`);
      else if ("erstat" in button.dataset) replaceWith(noegle);
      else if ("fjern" in button.dataset) remove(noegle, titel, button.dataset.fjern);
    });
    watch("value", () => filter(element));
    refresh();
  }

  function filter(element) {
    const body = element.querySelector("tbody");
    if (!body) return;
    const set = {};
    for (const field of element.querySelectorAll("[data-filter]")) {
      set[field.dataset.filter] = field.value;
    }
    const words = set.tekst.toLocaleLowerCase("da").split(/\s+/).filter(Boolean);
    const rows = [...body.rows];
    for (const row of rows) {
      const text = row.textContent.toLocaleLowerCase("da");
      const { slags, alder, tilstand } = row.dataset;
      row.hidden =
        !words.every((word) => text.includes(word)) ||
        Boolean(set.slags && set.slags !== slags) ||
        Boolean(set.alder && set.alder !== alder) ||
        Boolean(set.tilstand && set.tilstand !== tilstand);
    }
    const sorted = rows.toSorted(orders[set.orden] ?? orders.titel);
    if (sorted.some((row, at) => row !== rows[at])) body.append(...sorted);
    const shown = rows.filter((row) => !row.hidden).length;
    const all = `${rows.length} ${rows.length === 1 ? "dokument" : "dokumenter"}`;
    element.querySelector(".hp-antal").textContent =
      shown === rows.length ? "" : shown ? `Viser ${shown} af ${all}.` : "Ingen dokumenter passer.";
  }

  const byTitle = (a, b) => a.dataset.titel.localeCompare(b.dataset.titel, "da");
  const WORST = { old: 0, check: 1, ready: 2 };
  const orders = {
    titel: byTitle,
    dato: (a, b) => b.dataset.dato.localeCompare(a.dataset.dato) || byTitle(a, b),
    sider: (a, b) => b.dataset.sider - a.dataset.sider || byTitle(a, b),
    tilstand: (a, b) => WORST[a.dataset.tilstand] - WORST[b.dataset.tilstand] || byTitle(a, b),
  };

  // ---- A document's pages --------------------------------------------------------------------
  function dokument(element, trigger, watch) {
    show = (asked) => trigger("select", asked);
    element.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button || button.getAttribute("aria-disabled") === "true") return;
      const shown = element.querySelector(".hp-dokument")?.dataset;
      if ("tilbage" in button.dataset) leave();
      else if (button.dataset.side) {
        show({ dokument: shown.dokument, side: Number(button.dataset.side), stykke: 0 });
      } else if (button.dataset.stykke) {
        const stykke = Number(button.dataset.stykke);
        show({ dokument: shown.dokument, side: Number(shown.side), stykke });
      }
    });
    watch("value", () => {
      const open = Boolean(element.querySelector(".hp-dokument"));
      const was = byId("hp-dokumenter").classList.contains("hp-viser");
      byId("hp-dokumenter").classList.toggle("hp-viser", open);
      if (open && !was) {
        history.pushState({ dokument: true }, "");
        window.scrollTo(0, 0);
        element.querySelector("h1").focus({ preventScroll: true });
      } else if (!open && was) back();
      if (open) toMark(element);
    });
  }

  function leave() {
    if (history.state?.dokument) history.back();
    else show({});
  }

  window.addEventListener("popstate", () => {
    if (document.querySelector("#hp-dokument .hp-dokument")) show({});
  });

  function back() {
    const rows = document.querySelectorAll("#hp-bibliotek [data-dokument]");
    const target = [...rows].find((button) => button.dataset.dokument === from);
    (target ?? document.querySelector("#hp-bibliotek h1"))?.focus();
  }

  // scrollIntoView would also scroll what is round it.
  function toMark(element) {
    const sheet = element.querySelector(".hp-blad");
    const mark = sheet?.querySelector(".hp-mark");
    if (!mark) return;
    const above = mark.getBoundingClientRect().top - sheet.getBoundingClientRect().top;
    if (sheet.scrollHeight > sheet.clientHeight + 1) sheet.scrollTop += above - sheet.clientHeight / 3;
    else if (element.contains(document.activeElement) && document.activeElement.dataset.stykke) {
      // On a phone the page stands above the list that it was chosen in.
      window.scrollBy(0, mark.getBoundingClientRect().top - window.innerHeight / 3);
    }
  }

  // ---- Who may change the library ------------------------------------------------------------
  const ask = (method, address, body) => adgang.ask(method, `/bibliotek/${address}`, body);

  function allow(may, mest) {
    byId("hp-mest").textContent = ` · højst ${Math.floor(mest / 1e6)} MB pr. fil`;
    byId("hp-dokumenter").classList.toggle("hp-ejer", may);
    byId("hp-indlaes").querySelector(".hp-indlaes").hidden = !may;
  }

  // ---- Files on their way in -----------------------------------------------------------------
  let replaced = null; // the key of the document that the chosen file is to take the place of

  function indlaes(element) {
    const picker = byId("hp-vaelg");
    const zone = element.querySelector(".hp-slip");
    element.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if ("vaelg" in button.dataset) {
        replaced = null;
        picker.multiple = true;
        picker.click();
      } else if ("afbryd" in button.dataset) {
        ask("DELETE", `filer/${button.closest("[data-token]").dataset.token}`);
      } else if ("skjul" in button.dataset) hide(button.closest("[data-token]"));
    });
    element.addEventListener("hp-aabnet", () => {
      say("Låst op. Du kan nu tilføje og fjerne dokumenter.");
      element.querySelector("[data-vaelg]").focus();
    });
    picker.addEventListener("change", () => {
      add([...picker.files], replaced);
      picker.value = "";
    });
    for (const name of ["dragenter", "dragover"]) {
      zone.addEventListener(name, (event) => {
        event.preventDefault();
        zone.classList.add("hp-traek");
      });
    }
    zone.addEventListener("dragleave", () => zone.classList.remove("hp-traek"));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      zone.classList.remove("hp-traek");
      add([...event.dataTransfer.files], null);
    });
    adgang.bind(element, allow);
    for (const token of known()) follow(token);
  }

  // A file that misses the zone must not take the place of the page.
  for (const name of ["dragover", "drop"]) {
    document.addEventListener(name, (event) => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    });
  }

  function replaceWith(noegle) {
    replaced = noegle;
    byId("hp-vaelg").multiple = false;
    byId("hp-vaelg").click();
  }

  async function add(files, erstat) {
    if (!files.length) return;
    const filer = files.map((file) => ({ navn: file.name, stoerrelse: file.size }));
    const answer = await ask("POST", "filer", { filer, erstat });
    if (!answer.ok) return refused(answer);
    const offered = await answer.json();
    const box = follow(offered.token, false);
    const chosen = [];
    for (const [number, file] of offered.filer.entries()) {
      if (file.afvist) note(box, file.navn, file.afvist);
      else if (!file.erstatter || erstat || (await mayReplace(file))) chosen.push(number);
      else note(box, file.navn, "Sprunget over. Den udgave, der er i biblioteket, er beholdt.");
    }
    if (!chosen.length) {
      ask("DELETE", `filer/${offered.token}`);
      closable(box);
      say("Ingen af filerne er lagt i biblioteket.");
      return;
    }
    const sent = [];
    for (const [at, number] of chosen.entries()) {
      const words = `Sender ${at + 1} af ${chosen.length}: ${files[number].name}`;
      if (await send(offered.token, number, files[number], box, words)) sent.push(number);
      else note(box, files[number].name, "Filen nåede ikke frem. Prøv igen.");
    }
    await ask("POST", `filer/${offered.token}`, { numre: sent });
    poll(offered.token, box);
  }

  const mayReplace = (file) =>
    asked(
      `»${file.erstatter}« er læst fra en fil, der også hedder »${file.navn}«. Skal den erstattes?`,
      "",
      "Erstat",
      "Behold den gamle",
    );

  function send(token, number, file, box, words) {
    const bar = box.querySelector(".hp-gang");
    const text = made("p", "", words);
    const progress = document.createElement("progress");
    progress.max = 1;
    progress.setAttribute("aria-label", words);
    bar.replaceChildren(text, progress);
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      request.open("PUT", `/bibliotek/filer/${token}/${number}`);
      for (const [name, value] of Object.entries(adgang.header())) request.setRequestHeader(name, value);
      request.upload.addEventListener("progress", (event) => {
        progress.value = event.loaded / (event.total || 1);
      });
      request.addEventListener("loadend", () => done(request.status === 204));
      request.send(file);
    });
  }

  // A box for a change: what was said of its files, how far it is, and at last the report.
  function follow(token, begun = true) {
    const box = made("div", "hp-aendring");
    box.dataset.token = token;
    box.append(made("ul", "hp-filer hp-afviste"), made("div", "hp-gang"));
    document.querySelector("#hp-indlaes .hp-status").prepend(box);
    remember(token);
    if (begun) poll(token, box);
    return box;
  }

  async function poll(token, box) {
    const answer = await ask("GET", `filer/${token}`).catch(() => null);
    if (answer && answer.status === 404) return hide(box); // the app was started anew
    if (answer && answer.ok) {
      const { html, slut, sagt } = await answer.json();
      draw(box.querySelector(".hp-gang"), html);
      if (slut) {
        closable(box);
        say(sagt);
        refresh();
        return;
      }
    }
    setTimeout(() => poll(token, box), POLL);
  }

  // The button that has the focus stays what it is while the words round it change.
  function draw(place, html) {
    const next = document.createElement("template");
    next.innerHTML = html;
    const bar = place.querySelector("progress");
    const nextBar = next.content.querySelector("progress");
    if (bar && nextBar && place.querySelector("[data-afbryd]")) {
      for (const line of ["p", ".hp-tid"]) {
        place.querySelector(line).textContent = next.content.querySelector(line).textContent;
      }
      if (nextBar.hasAttribute("value")) bar.value = nextBar.value;
      else bar.removeAttribute("value");
    } else place.replaceChildren(next.content);
  }

  function note(box, name, words) {
    const line = made("li", "hp-galt");
    const said = document.createElement("div");
    said.append(made("strong", "", name), made("p", "", words));
    line.append(said);
    box.querySelector(".hp-afviste").append(line);
  }

  function closable(box) {
    if (box.querySelector("[data-skjul]")) return;
    box.querySelector(".hp-gang progress")?.remove();
    const button = made("button", "hp-knap", "Skjul");
    button.type = "button";
    button.dataset.skjul = "";
    box.append(button);
  }

  const known = () => JSON.parse(sessionStorage.getItem(TOKENS) ?? "[]");
  const remember = (token) =>
    sessionStorage.setItem(TOKENS, JSON.stringify([...new Set([...known(), token])].slice(-20)));
  function hide(box) {
    const left = known().filter((token) => token !== box.dataset.token);
    sessionStorage.setItem(TOKENS, JSON.stringify(left));
    const focused = box.contains(document.activeElement);
    box.remove();
    if (focused) document.querySelector("#hp-indlaes [data-vaelg]")?.focus();
  }

  // ---- Documents that are there --------------------------------------------------------------
  async function changeOne(noegle, what, words) {
    const answer = await ask("POST", `poster/${noegle}/${what}`);
    if (!answer.ok) return refused(answer);
    say(words);
    follow((await answer.json()).token);
  }

  async function remove(noegle, titel, reservation) {
    const once = await asked(
      `Fjern »${titel}« fra biblioteket?`,
      "Svar, der bygger på dokumentet, kan ikke længere vise kilden.",
      "Fjern",
      "Behold",
    );
    const after = reservation || "Filen slettes, og det kan ikke fortrydes.";
    if (once && (await asked(`Er du sikker på, at »${titel}« skal fjernes?`, after, "Ja, fjern", "Behold"))) {
      changeOne(noegle, "fjern", `Fjerner »${titel}«`);
    }
  }

  function refused(answer) {
    if (answer.status === 403) adgang.relock();
    const words = {
      403: "Det kræver nøglen at ændre biblioteket.",
      409: "Filen ligger ikke længere, hvor den lå, og kan ikke læses igen.",
    };
    const box = made("div", "hp-aendring");
    box.dataset.token = "";
    box.append(made("p", "hp-galt", words[answer.status] ?? "Det lykkedes ikke. Prøv igen."));
    closable(box);
    document.querySelector("#hp-indlaes .hp-status").prepend(box);
    say(box.firstChild.textContent);
  }

  const asked = (...words) => adgang.firstAsk(byId("hp-indlaes"), ...words);

  Object.assign(window.holdepunkt, { bibliotek, indlaes, dokument });
})();

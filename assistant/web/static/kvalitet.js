// The page Kvalitet: the misses are filtered here; feedback is fetched with the key that adgang.js
// holds, and what was fetched is forgotten when the page is left.
"use strict";

Object.assign(
  window.holdepunkt,
  (() => {
    const { adgang, say } = window.holdepunkt;

    // ---- Lists that are filtered -------------------------------------------------------------
    const AT_FIRST = 10; // of a list that has a button for the rest

    const matches = (item, field) => {
      const wanted = field.value.toLocaleLowerCase("da").trim();
      if (!wanted) return true;
      if (field.dataset.filter === "tekst") {
        const text = item.textContent.toLocaleLowerCase("da");
        return wanted.split(/\s+/).every((word) => text.includes(word));
      }
      return (item.dataset[field.dataset.filter] ?? "").split(" ").includes(field.value);
    };

    function filter(place, items, nouns) {
      const fields = [...place.querySelectorAll("[data-filter]")];
      const found = items.filter((item) => fields.every((field) => matches(item, field)));
      const more = place.querySelector("[data-alle]");
      const some = more && more.dataset.alle !== "ja" && fields.every((field) => !field.value);
      const drawn = some ? found.slice(0, AT_FIRST) : found;
      for (const item of items) item.hidden = !drawn.includes(item);
      const shown = drawn.length;
      if (more) more.hidden = shown === found.length;
      const count = place.querySelector(".hp-antal");
      if (!count) return;
      const whole = shown === items.length;
      count.textContent = whole ? "" : shown ? `Viser ${shown} af ${items.length} ${nouns}.` : "Ingen passer.";
    }

    // ---- The report --------------------------------------------------------------------------
    function kvalitet(element, trigger, watch) {
      const list = () => filter(element, [...element.querySelectorAll(".hp-misliste > li")], "spørgsmål");
      element.addEventListener("input", list);
      element.addEventListener("click", (event) => {
        const more = event.target.closest("[data-alle]");
        if (!more) return;
        more.dataset.alle = "ja";
        list();
        element.querySelectorAll(".hp-misliste summary")[AT_FIRST].focus();
      });
      watch("value", list);
      trigger("select", {});
    }

    // ---- Feedback ----------------------------------------------------------------------------
    const BROKE = "Det lykkedes ikke. Prøv igen.";
    const REFUSED = "Nøglen passer ikke længere. Lås op igen.";

    function meldt(element) {
      const place = element.querySelector(".hp-meldeliste");
      const items = () => [...place.querySelectorAll(".hp-meldte > li")];
      const list = () => filter(place, items(), "meldinger");
      let may = false;

      const asked = async (method, address) => {
        const answer = await adgang.ask(method, `/melding/${address}`).catch(() => null);
        if (answer?.status === 403) adgang.relock();
        const words = answer?.ok ? "" : answer?.status === 403 ? REFUSED : BROKE;
        element.querySelector(".hp-brist").textContent = words;
        return answer?.ok ? answer : null;
      };
      const fetchList = async () => {
        const answer = await asked("POST", "liste");
        if (!answer) return;
        place.innerHTML = (await answer.json()).html; // escaped where it is written
        list();
      };
      adgang.bind(element, (now) => {
        if (now && !may) fetchList();
        if (!now) place.replaceChildren();
        may = now;
      });
      element.addEventListener("hp-aabnet", () => element.querySelector("h2").focus());
      element.addEventListener("input", list);
      element.addEventListener("click", (event) => {
        const { dataset } = event.target.closest("button") ?? {};
        const item = event.target.closest("li[data-melding]");
        if (!dataset) return;
        if ("lav" in dataset) makeCase(item, asked);
        else if ("slet" in dataset) erase(element, item, asked, list);
        else if ("sletAlle" in dataset) eraseAll(element, items().length, asked, fetchList);
        else if (dataset.hent) take(dataset.hent, asked);
      });
      // Feedback may have come since the page was last looked at.
      document.addEventListener("click", (event) => {
        if (may && event.target.closest('[role=tab][data-tab-id="kvalitet"]')) fetchList();
      });
    }

    async function makeCase(item, asked) {
      const answer = await asked("POST", `poster/${item.dataset.melding}/testspoergsmaal`);
      if (!answer) return;
      const { navn, indhold, udfyldt } = await answer.json();
      save(new Blob([indhold], { type: "application/jsonl" }), navn);
      const more = udfyldt ? "" : " Udfyld »facts« i filen, før den bruges.";
      item.querySelector(".hp-lagt").textContent = `Testspørgsmålet ligger i cases/${navn}.${more}`;
      item.querySelector("[data-lav] span").textContent = "Hent testspørgsmål";
    }

    async function take(form, asked) {
      const answer = await asked("POST", `eksport/${form}`);
      if (answer) save(await answer.blob(), `meldinger.${form}`);
    }

    function save(blob, name) {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    }

    async function sure(element, question, what) {
      const first = await adgang.firstAsk(element, question, "", "Slet", "Behold");
      return (
        first &&
        (await adgang.firstAsk(
          element,
          `Er du sikker på, at ${what} skal slettes?`,
          "Det kan ikke fortrydes. Testspørgsmål, der er lavet, bliver liggende.",
          "Ja, slet",
          "Behold",
        ))
      );
    }

    async function erase(element, item, asked, list) {
      const title = item.querySelector("h3").textContent;
      if (!(await sure(element, `Slet meldingen om »${title}«?`, "meldingen"))) return;
      if (!(await asked("DELETE", `poster/${item.dataset.melding}`))) return;
      const next = item.nextElementSibling ?? item.previousElementSibling;
      item.remove();
      list();
      say("Meldingen er slettet.");
      (next?.querySelector("h3") ?? element.querySelector("h2")).focus();
    }

    async function eraseAll(element, count, asked, fetchList) {
      const question = count === 1 ? "Slet den ene melding?" : `Slet alle ${count} meldinger?`;
      if (!(await sure(element, question, "alle meldinger"))) return;
      if (!(await asked("DELETE", "poster"))) return;
      await fetchList();
      say("Alle meldinger er slettet.");
      element.querySelector("h2").focus();
    }

    return { kvalitet, meldt };
  })(),
);

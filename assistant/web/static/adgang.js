// Who may: the key is typed once per visit, lives in this script alone and goes out as a header.
"use strict";

(() => {
  let key = "";
  let access = "closed"; // what it takes: nothing (open), the key, or another machine (closed)
  let most = 0; // bytes of a file

  const may = () => access === "open" || (access === "key" && key !== "");

  const ask = (method, address, body) =>
    fetch(address, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: header(),
    });
  const header = () => ({ "x-holdepunkt-noegle": encodeURIComponent(key) });

  // Binds the lock of a place; `changed` hears whether one may, now and whenever that changes.
  function adgang(place, changed) {
    const form = place.querySelector(".hp-laas");
    const tell = () => {
      form.hidden = may() || access !== "key";
      place.querySelector(".hp-lukket").hidden = may() || access !== "closed";
      changed(may(), most);
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      unlock(form);
    });
    document.addEventListener("hp-adgang", tell);
    admit();
  }

  async function admit() {
    const said = await (await ask("GET", "/bibliotek/adgang")).json();
    access = said.adgang;
    most = said.mest;
    document.dispatchEvent(new Event("hp-adgang"));
  }

  async function unlock(form) {
    const field = form.querySelector(".hp-noegle");
    key = field.value;
    const answer = await ask("POST", "/bibliotek/adgang");
    form.querySelector(".hp-laas-fejl").textContent = answer.ok ? "" : "Nøglen passer ikke.";
    field.setAttribute("aria-invalid", String(!answer.ok));
    if (!answer.ok) {
      key = "";
      field.focus();
      return;
    }
    field.value = "";
    document.dispatchEvent(new Event("hp-adgang"));
    form.dispatchEvent(new Event("hp-aabnet", { bubbles: true }));
  }

  // The key no longer fits: it is asked for again.
  function relock() {
    key = "";
    admit();
  }

  // A question that must be answered first, in the dialog of the place; Escape is a no.
  function firstAsk(place, question, reservation, yes, no) {
    const dialog = place.querySelector("dialog");
    const [ja, nej] = dialog.querySelectorAll("button");
    dialog.querySelector("p").textContent = question;
    dialog.querySelector(".hp-forbehold").textContent = reservation;
    ja.textContent = yes;
    nej.textContent = no;
    return new Promise((done) => {
      const end = (answer) => {
        dialog.close();
        done(answer);
      };
      ja.onclick = () => end(true);
      nej.onclick = () => end(false);
      dialog.oncancel = (event) => {
        event.preventDefault();
        end(false);
      };
      dialog.showModal();
      nej.focus();
    });
  }

  Object.assign(window.holdepunkt, { adgang: { bind: adgang, ask, header, relock, firstAsk } });
})();

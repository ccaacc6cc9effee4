// The navigation: the address names the page (`?side=oekonomi`), "back" returns to the one before,
// and the arrow keys move between the pages.
"use strict";

(() => {
  const TABS = "#hp-faner > .tab-wrapper [role=tab]";
  const tabs = () => [...document.querySelectorAll(TABS)];
  const chosen = () => tabs().find((tab) => tab.getAttribute("aria-selected") === "true");
  const slug = (tab) => tab.dataset.tabId;
  let restoring = false; // the address came first, so it is not written again

  function named() {
    const wanted = new URLSearchParams(location.search).get("side");
    return tabs().find((tab) => slug(tab) === wanted) || tabs()[0];
  }

  function follow() {
    const tab = named();
    if (!tab || tab === chosen()) return;
    restoring = true;
    tab.click();
  }

  // What Gradio leaves to do when a page was chosen.
  function settle() {
    const now = chosen();
    if (!now) return;
    for (const tab of tabs()) {
      tab.tabIndex = tab === now ? 0 : -1;
      if (tab === now) tab.setAttribute("aria-current", "page");
      else tab.removeAttribute("aria-current");
      document.getElementById(tab.getAttribute("aria-controls"))?.setAttribute("aria-labelledby", tab.id);
    }
    document.title = now === tabs()[0] ? "Holdepunkt" : `${now.textContent.trim()} – Holdepunkt`;
    const row = now.parentElement;
    row.scrollLeft = now.offsetLeft - (row.clientWidth - now.offsetWidth) / 2;
    if (restoring || now === named()) restoring = false;
    else {
      const first = now === tabs()[0];
      history.pushState(null, "", first ? location.pathname : `?side=${slug(now)}`);
      window.scrollTo(0, 0);
    }
  }

  document.addEventListener("keydown", (event) => {
    const at = tabs().indexOf(event.target);
    if (at < 0) return;
    const last = tabs().length - 1;
    const next = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at || last + 1, Home: 0, End: last };
    if (!(event.key in next)) return;
    event.preventDefault();
    const tab = tabs()[event.key === "ArrowLeft" ? next.ArrowLeft - 1 : next[event.key]];
    tab.focus();
    tab.click();
  });
  // Gradio sets a base address, which a link to a place on the page would lead to.
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".hp-spring")) return;
    event.preventDefault();
    const panel = document.getElementById(chosen()?.getAttribute("aria-controls"));
    if (!panel) return;
    panel.tabIndex = -1;
    panel.focus();
  });
  window.addEventListener("popstate", follow);

  function begin() {
    if (!tabs().length) {
      requestAnimationFrame(begin);
      return;
    }
    const row = document.querySelector("#hp-faner > .tab-wrapper");
    new MutationObserver(settle).observe(row, {
      subtree: true,
      childList: true,
      attributeFilter: ["aria-selected"],
    });
    follow();
    settle();
  }
  document.addEventListener("DOMContentLoaded", begin);
})();

"use strict";
(function () {
  const root = document.documentElement;
  root.classList.add("js");
  const card = document.getElementById("card");
  const body = document.getElementById("card-body"); // neither is there where nothing is marked
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));

  function line(parent, text, name) {
    if (!text) return;
    const p = document.createElement("p");
    if (name) { const b = document.createElement("b"); b.textContent = name + " "; p.append(b); }
    p.append(text);
    parent.append(p);
    return p;
  }

  function show(segment) {
    all(".s.lit").forEach((other) => other.classList.remove("lit"));
    const numbers = segment.dataset.n.split(" ");
    body.replaceChildren();
    for (const number of numbers.slice().reverse()) { // what is marked most closely first
      const row = document.getElementById("f" + number);
      if (!row) continue;
      const cells = Array.from(row.cells).map((cell) => cell.textContent.trim());
      const item = document.createElement("article");
      line(item, " ", cells[1]);
      const quote = line(item, cells[2]);
      if (quote) quote.className = "q";
      const told = document.createElement("p");
      for (const pair of cells[3].split(";\n")) {
        const at = pair.indexOf(": ");
        if (at < 1) continue;
        const name = document.createElement("b");
        name.textContent = pair.slice(0, at).trim() + " ";
        told.append(told.firstChild ? " · " : "", name, pair.slice(at + 2));
      }
      if (told.firstChild) item.append(told);
      line(item, cells[4], "why");
      line(item, cells[5], "confidence");
      const more = document.createElement("a");
      more.href = "#f" + number;
      more.textContent = "in the table";
      item.append(more);
      body.append(item);
    }
    if (!body.firstChild) line(body, segment.title || "More is known of these words in the CSV and JSON reports.");
    card.classList.add("open");
    all('.s[data-n~="' + numbers[numbers.length - 1] + '"]').forEach((other) => other.classList.add("lit"));
  }

  function hide() {
    card.classList.remove("open");
    all(".s.lit").forEach((other) => other.classList.remove("lit"));
  }

  const text = document.getElementById("marked");
  if (text && card) {
    let pinned = false;
    const wide = window.matchMedia("(min-width: 66rem)");
    text.addEventListener("click", (event) => {
      const segment = event.target.closest(".s[data-n]");
      if (!segment) return;
      event.preventDefault();
      pinned = true;
      show(segment);
    });
    text.addEventListener("mouseover", (event) => {
      const segment = event.target.closest(".s[data-n]");
      if (segment && wide.matches && !pinned) show(segment);
    });
    text.addEventListener("mouseleave", () => { pinned = false; });
    text.addEventListener("focusin", (event) => {
      const segment = event.target.closest(".s[data-n]");
      if (segment && segment.matches(":focus-visible")) show(segment);
    });
    // One stop for the tab key; arrows go from mark to mark.
    const stops = all("a.s[data-n]", text);
    stops.forEach((stop, at) => { stop.tabIndex = at ? -1 : 0; });
    text.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const next = step && stops[stops.indexOf(event.target.closest("a.s")) + step];
      if (!next) return;
      event.preventDefault();
      event.target.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") { pinned = false; hide(); } });
    card.querySelector(".x").addEventListener("click", hide);
  }

  const follow = document.getElementById("follow");
  if (follow) {
    follow.addEventListener("change", () => {
      const wanted = new Set(follow.value.split(" ").filter(Boolean));
      let first = null;
      for (const segment of all(".s[data-n]")) {
        const hit = segment.dataset.n.split(" ").some((number) => wanted.has(number));
        segment.classList.toggle("on", hit);
        if (hit && !first) first = segment;
      }
      if (first) first.scrollIntoView({ block: "center" });
    });
  }

  function open(hash) {
    const target = hash.length > 1 && document.getElementById(hash.slice(1));
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (target) target.scrollIntoView({ block: "center" });
  }
  window.addEventListener("hashchange", () => open(location.hash));
  if (location.hash) open(location.hash);

  for (const table of all("table.rows")) {
    const rows = () => Array.from(table.tBodies[0].rows);
    all("thead th", table).forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        all("thead th", table).forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const key = (row) => row.cells[column] ? row.cells[column].textContent.trim() : "";
        const compare = (a, b) => key(a).localeCompare(key(b), undefined, { numeric: true });
        table.tBodies[0].append(...rows().sort((a, b) => (down ? -compare(a, b) : compare(a, b))));
      });
    });
    const find = table.parentElement.parentElement.querySelector(".find");
    if (find) find.addEventListener("input", () => {
      const wanted = find.value.toLowerCase();
      for (const row of rows()) row.hidden = !row.textContent.toLowerCase().includes(wanted);
    });
  }
  if (window.matchMedia("(max-width: 52rem)").matches) all("details.list").forEach((list) => { list.open = true; });
  window.addEventListener("beforeprint", () => all("details.list").forEach((list) => { list.open = true; }));
})();

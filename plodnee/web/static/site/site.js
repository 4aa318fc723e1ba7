// Small comforts; every page works without this file.
import { createAll, Button, ErrorSummary, PasswordInput, SkipLink } from "../vendor/govuk-frontend.min.js";
import { warnOfTypedIds } from "./typed_ids.js";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
for (const part of [Button, ErrorSummary, PasswordInput, SkipLink]) {
  createAll(part);
}
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
if (window.matchMedia("(min-width: 48em)").matches) {
  for (const part of document.querySelectorAll("[data-open-when-wide]")) {
    part.open = true;
  }
}
// On a phone the menu is one row, pushed to the page that is open.
const here = document.querySelector(".site-nav [aria-current]");
if (here) {
  const row = here.closest("ul");
  row.scrollLeft = here.offsetLeft - row.offsetLeft - row.clientWidth / 3;
}
for (const form of document.querySelectorAll("[data-says-wait]")) {
  form.addEventListener("submit", () => {
    document.getElementById(form.dataset.saysWait).hidden = false;
  });
}
// A narrowed list has another address than the page that was first opened.
for (const next of document.querySelectorAll("form [data-this-address]")) {
  next.form.addEventListener("submit", () => {
    next.value = location.pathname + location.search;
  });
}
const typedId = document.getElementById("typed-id");
if (typedId) warnOfTypedIds(typedId);
// Rows taken one after the other with Enter: a key that bounces or is held takes no second row.
const LEAST_MS_A_ROW = 400;
for (const field of document.querySelectorAll("[data-one-enter]")) {
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.repeat || performance.now() < LEAST_MS_A_ROW)) {
      event.preventDefault();
    }
  });
}

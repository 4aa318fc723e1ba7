// Small comforts; every page works without this file.
import { createAll, Button, ErrorSummary, PasswordInput, SkipLink } from "../vendor/govuk-frontend.min.js";

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

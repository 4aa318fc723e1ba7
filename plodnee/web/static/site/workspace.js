// Sliders beside the figures they set; without this file the figures are typed and a button sends them.
const form = document.getElementById("workspace");

function slide(range) {
  const figure = document.getElementById(range.dataset.slider);
  range.hidden = false;
  range.value = figure.value;
  range.addEventListener("input", () => {
    figure.value = range.value;
  });
  figure.addEventListener("input", () => {
    range.value = figure.value;
  });
}

// The server says anew how far a figure may go, and where it put one that went too far.
function bound(ends) {
  const figure = document.getElementById(ends.dataset.for);
  const range = document.querySelector(`[data-slider="${ends.dataset.for}"]`);
  for (const input of [figure, range]) {
    input.min = ends.dataset.least;
    input.max = ends.dataset.most;
  }
  if (document.activeElement !== figure && Number(figure.value) !== Number(ends.dataset.value)) {
    figure.value = ends.dataset.value;
    range.value = figure.value;
  }
}

if (form) {
  form.querySelectorAll("[data-slider]").forEach(slide);
  if (window.htmx) {
    document.body.classList.add("has-htmx");
    const offline = document.getElementById("offline");
    // A button that keeps or withdraws is pressed once: htmx would send what a figure left behind
    // changed to the pressed button's own address.
    let leaving = false;
    form.addEventListener("submit", () => {
      leaving = true;
    });
    window.addEventListener("pageshow", () => {
      leaving = false;
    });
    form.addEventListener("htmx:configRequest", (event) => {
      if (leaving) event.preventDefault();
      event.detail.path = form.getAttribute("hx-post");
    });
    const words = offline?.textContent;
    const failed = (lost, told = words) => {
      document.body.classList.toggle("has-htmx", !lost);
      if (!offline) return;
      offline.hidden = !lost;
      offline.textContent = told;
    };
    // The server was reached and says no: its own sentence stands on the page that it answered.
    const refusal = (page) =>
      new DOMParser()
        .parseFromString(page, "text/html")
        .querySelector("main [role=alert] p, main h1 + p")
        ?.textContent.trim();
    form.addEventListener("htmx:afterSwap", () => failed(false));
    form.addEventListener("htmx:sendError", () => failed(true));
    form.addEventListener("htmx:responseError", (event) => {
      failed(true, refusal(event.detail.xhr.responseText) || words);
    });
    document.body.addEventListener("htmx:oobAfterSwap", (event) => {
      if (event.detail.target.matches?.(".ends")) {
        const ends = document.getElementById(event.detail.target.id);
        if (ends && document.activeElement?.dataset.slider !== ends.dataset.for) bound(ends);
      }
    });
  }
}

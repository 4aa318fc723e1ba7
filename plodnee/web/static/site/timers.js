// A timer for each presentation. The end is kept in this browser, so that it runs on over a page
// that is loaded again; it is no part of what is kept about the visit.
const SECOND = 1000;
const SOON = 60 * SECOND;

class Timer {
  constructor(box) {
    this.box = box;
    this.key = `visit-timer-${box.dataset.timer}`;
    this.whole = Number(box.dataset.minutes) * 60 * SECOND;
    this.left = box.querySelector(".left");
    this.says = box.querySelector(".says");
    this.go = box.querySelector("[data-go]");
    this.anew = box.querySelector("[data-anew]");
    this.go.hidden = false;
    this.anew.hidden = false;
    this.go.addEventListener("click", () => this.toggle());
    this.anew.addEventListener("click", () => this.keep(null));
    this.show();
  }

  // What was kept: when it ends while it runs, what was left when it was stopped.
  kept() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) || {};
    } catch {
      return {};
    }
  }

  keep(state) {
    if (state) localStorage.setItem(this.key, JSON.stringify(state));
    else localStorage.removeItem(this.key);
    this.show();
  }

  remaining({ ends, left }) {
    if (ends) return ends - Date.now();
    return left === undefined ? this.whole : left;
  }

  toggle() {
    const state = this.kept();
    const remaining = this.remaining(state);
    this.keep(state.ends ? { left: remaining } : { ends: Date.now() + remaining });
  }

  standing(state, remaining) {
    if (remaining <= 0) return "over";
    if (!state.ends) return state.left === undefined ? "waiting" : "stopped";
    return remaining <= SOON ? "soon" : "running";
  }

  show() {
    const state = this.kept();
    const remaining = this.remaining(state);
    const standing = this.standing(state, remaining);
    const seconds = Math.floor(Math.abs(remaining < 0 ? remaining : remaining + SECOND - 1) / SECOND);
    const minutes = Math.floor(seconds / 60);
    const sign = remaining < 0 && seconds ? "+" : "";
    this.left.textContent = `${sign}${minutes}.${String(seconds % 60).padStart(2, "0")}`;
    this.box.className = `timer ${standing}`;
    const words = this.says.dataset[standing];
    if (this.says.textContent !== words) this.says.textContent = words;
    this.go.textContent = state.ends ? this.go.dataset.stop : this.go.dataset.start;
  }
}

const timers = [...document.querySelectorAll("[data-timer]")].map((box) => new Timer(box));
if (timers.length) setInterval(() => timers.forEach((timer) => timer.show()), SECOND / 4);

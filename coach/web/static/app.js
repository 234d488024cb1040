// On every page of somebody signed in: the menu, the queue of entries, and what makes it an app.
import { all, changes, left, send, wipe } from "./queue.js";
import { gettext } from "./words.js";

// ---------------------------------------------------------------- "More" closes on Escape and on a tap elsewhere

const more = document.querySelector("details.more");

document.addEventListener("click", (event) => {
  if (more?.open && !more.contains(event.target)) more.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !more?.open) return;
  more.open = false;
  more.querySelector("summary").focus();
});

// ---------------------------------------------------------------- entries that wait

const AGAIN = 20_000;
const badge = document.querySelector(".nav .waits");
let timer = 0;

async function count() {
  const items = await all(); // none where there is no IndexedDB
  const waiting = items.filter((item) => item.state !== "undone").length;
  badge.hidden = !waiting;
  badge.querySelector("b").textContent = waiting;
  return items.length;
}

// Try now, and again after a while for as long as something waits and somebody looks.
async function flush() {
  clearTimeout(timer);
  if (document.visibilityState === "visible") await send().catch(() => {});
  if ((await count()) && document.visibilityState === "visible") timer = setTimeout(flush, AGAIN);
}

changes.addEventListener("change", count);
addEventListener("online", flush);
document.addEventListener("visibilitychange", flush);
flush();

// ---------------------------------------------------------------- signing out

const LEAVING = 5_000; // milliseconds that entries have to arrive before the person is asked

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.getAttribute("action")?.startsWith("/sign-out")) return;
  event.preventDefault();
  await Promise.race([send().catch(() => {}), new Promise((resolve) => setTimeout(resolve, LEAVING))]);
  const number = await left();
  const lose =
    number === 1
      ? gettext("One entry has not reached the journal. Sign out and lose it?")
      : gettext("%(number)s entries have not reached the journal. Sign out and lose them?", { number });
  if (number && !confirm(lose)) return;
  await wipe().catch(() => {}); // no IndexedDB here, so nothing to wipe
  form.submit();
});

// ---------------------------------------------------------------- without a connection

// A page that was kept for everybody does not know this device's theme.
const [, theme] = document.cookie.match(/\btheme=(light|dark)/) ?? [];
if (theme) document.documentElement.dataset.theme = theme;

if ("serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js").catch(() => {});

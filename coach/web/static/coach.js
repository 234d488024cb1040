// The coach's page. Without script it posts and reloads; with it, blocks arrive as they pass their checks.
import { uuid7 } from "./ids.js";
import { gettext } from "./words.js";

const form = document.getElementById("composer");
const field = form.elements.text;
const turns = document.getElementById("turns");
const send = document.getElementById("send");
const stop = document.getElementById("stop");
const problem = document.getElementById("problem");
const announce = document.getElementById("announce");
const sheet = document.getElementById("sheet");
const headers = {
  "Content-Type": "application/json",
  Accept: "application/json",
  "Rebound-Person": document.body.dataset.person, // not whoever signed in since, in another tab
};
let running = null;
let asked = null;

// ---------------------------------------------------------------- composer

form.addEventListener("submit", (event) => {
  if (event.submitter?.hasAttribute("formaction")) return;
  event.preventDefault();
  if (!running && field.value.trim()) ask(field.value.trim());
});

field.addEventListener("keydown", (event) => {
  const typed = event.key === "Enter" && !event.shiftKey && !event.isComposing;
  if (!typed || !matchMedia("(hover: hover) and (pointer: fine)").matches) return;
  event.preventDefault();
  form.requestSubmit();
});

field.addEventListener("input", fit);

function fit() {
  if (CSS.supports("field-sizing", "content")) return;
  field.rows = 1;
  while (field.rows < 5 && field.scrollHeight > field.clientHeight) field.rows += 1;
}

function write(text) {
  field.value = text;
  fit();
}

function say(message) {
  problem.hidden = !message;
  problem.querySelector("p").textContent = message;
}

// ---------------------------------------------------------------- asking

async function ask(text) {
  const replyId = form.elements.reply_id.value;
  say("");
  const turn = begin(replyId, text);
  busy(replyId);
  asked = fetch("/api/v1/replies", {
    method: "POST",
    headers,
    body: JSON.stringify({ text, reply_id: replyId }),
  });
  try {
    const response = await asked;
    if (!response.ok) throw new Error(await detail(response));
  } catch (error) {
    // The text and the id stay: sending again asks nothing twice.
    turn.remove();
    document.getElementById("empty")?.removeAttribute("hidden");
    idle();
    say(error instanceof TypeError ? gettext("Rebound cannot be reached. Your words are still here.") : error.message);
    return;
  }
  write("");
  form.elements.reply_id.value = uuid7();
  listen(replyId, turn, text);
}

async function detail(response) {
  const body = await response.json().catch(() => ({}));
  return gettext(body.detail || body.title || "") || gettext("That did not work. Your words are still here.");
}

function begin(replyId, text) {
  document.getElementById("empty")?.setAttribute("hidden", "");
  const turn = document.createElement("article");
  turn.className = "turn live";
  turn.id = `turn-${replyId}`;
  turn.innerHTML = '<div class="words"><p></p></div><p class="when"></p><div class="reply"><p class="waiting"></p></div>';
  const [words, when, waiting] = turn.querySelectorAll("p");
  words.textContent = text;
  when.textContent = gettext("Now");
  waiting.textContent = gettext("Reading your journal");
  turns.append(turn);
  turn.scrollIntoView({ block: "start" });
  return turn;
}

// ---------------------------------------------------------------- the reply, block by block

const AGAIN = 2000; // milliseconds between tries where the browser gives up trying by itself
const TRIES = 30;

function listen(replyId, turn, text) {
  const reply = turn.querySelector(".reply");
  let source = null;
  let tries = 0;
  const connect = () => {
    source?.close();
    source = new EventSource(`/api/v1/replies/${replyId}/events`);
    source.addEventListener("block", block);
    source.addEventListener("done", done);
    source.addEventListener("error", lost);
  };
  // A phone that slept may hold a connection that is dead and does not know it.
  const awake = () => document.visibilityState === "visible" && connect();
  const finish = () => {
    source.close();
    removeEventListener("online", connect);
    document.removeEventListener("visibilitychange", awake);
    reply.querySelector(".waiting")?.remove();
    idle();
  };
  const fail = (message) => {
    finish();
    say(message);
    if (reply.querySelector(".block")) return;
    turn.remove();
    if (!field.value) write(text);
  };
  const block = (event) => {
    const { index, html } = JSON.parse(event.data);
    tries = 0;
    // After a reconnection a block may come a second time.
    if (reply.querySelector(`[data-index="${index}"]`)) return;
    reply.querySelector(".waiting")?.remove();
    reply.insertAdjacentHTML("beforeend", html);
  };
  const done = (event) => {
    finish();
    reply.insertAdjacentHTML("beforeend", JSON.parse(event.data).html);
    announce.textContent = gettext("Reply ready: %(text)s", { text: reply.querySelector(".text")?.textContent ?? "" });
  };
  // The browser uses the same name for a lost connection, which it mends itself unless it is closed for good.
  const lost = (event) => {
    if (event.data) fail(JSON.parse(event.data).detail);
    else if (source.readyState !== EventSource.CLOSED) return;
    else if (++tries <= TRIES) setTimeout(() => running === replyId && connect(), AGAIN);
    else fail(gettext("The rest of the reply did not arrive. Reload to see it."));
  };
  addEventListener("online", connect);
  document.addEventListener("visibilitychange", awake);
  connect();
}

function busy(replyId) {
  running = replyId;
  announce.textContent = "";
  const focused = send.matches(":focus");
  stop.hidden = stop.disabled = false;
  if (focused) stop.focus({ preventScroll: true });
  // On a phone the keyboard goes, so that the reply can be seen.
  if (matchMedia("(pointer: coarse)").matches) field.blur();
  send.hidden = true;
}

function idle() {
  running = null;
  send.hidden = false;
  if (stop.matches(":focus")) send.focus({ preventScroll: true });
  stop.hidden = true;
}

stop.addEventListener("click", async () => {
  stop.disabled = true;
  try {
    await asked; // a reply has to be begun before it can be stopped
    const response = running && (await fetch(`/api/v1/replies/${running}`, { method: "DELETE" }));
    stop.disabled = !response || response.ok;
  } catch {
    stop.disabled = false;
  }
});

// ---------------------------------------------------------------- openings, cards, ratings

turns.addEventListener("click", (event) => {
  const opening = event.target.closest(".openings button");
  const cite = event.target.closest(".cite summary");
  if (opening) {
    event.preventDefault();
    write(opening.value);
    field.focus({ preventScroll: true });
  } else if (cite) {
    event.preventDefault();
    show(cite.parentElement.querySelector(".card"));
  }
});

function show(card) {
  const body = document.getElementById("sheet-body");
  body.replaceChildren(...card.cloneNode(true).childNodes);
  body.querySelector("h2").id = "sheet-title";
  sheet.showModal();
}

sheet.addEventListener("click", (event) => {
  if (event.target === sheet) sheet.close();
});

document.addEventListener("submit", async (event) => {
  const rating = event.target.closest(".rating");
  if (!rating) return;
  event.preventDefault();
  const { value } = event.submitter;
  const block = rating.elements.block.value;
  try {
    const response = await fetch(`/api/v1/replies/${rating.dataset.reply}/ratings`, {
      method: "POST",
      headers,
      body: JSON.stringify({ block: Number(block), helpful: value === "true" }),
    });
    if (!response.ok) throw new Error(await detail(response));
  } catch (error) {
    sheet.close();
    say(error instanceof TypeError ? gettext("Rebound cannot be reached. Try again in a moment.") : error.message);
    return;
  }
  // Every card of this block, and the copy in the sheet, shows the same answer.
  for (const form of document.querySelectorAll(`.rating[data-reply="${rating.dataset.reply}"]`)) {
    if (form.elements.block.value !== block) continue;
    for (const button of form.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === value));
    }
  }
});

// ---------------------------------------------------------------- on arrival

for (const turn of turns.querySelectorAll("[data-pending]")) {
  busy(turn.dataset.pending);
  listen(turn.dataset.pending, turn, turn.querySelector("p").textContent);
}
if (!location.hash) turns.querySelector(".turn + .turn:last-child")?.scrollIntoView({ block: "start" });

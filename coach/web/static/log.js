// The log form works without this. With it, the phone names the entry and tells its own time offset.
import { uuid7 } from "./ids.js";

const form = document.getElementById("log");
const reasons = form.querySelector(".reasons");

// A page that comes back from the browser's cache must not send its old entry id again.
window.addEventListener("pageshow", () => {
  form.elements.entry_id.value = uuid7();
});

// A reason chosen for a no must not travel with a yes.
const matchReasons = () => {
  reasons.disabled = !["soft_no", "hard_no"].includes(form.elements.outcome.value);
};
form.addEventListener("change", (event) => {
  matchReasons();
  // On a short screen the reasons open below the fold: bring the next tap under the thumb.
  if (event.target.name === "outcome" && !reasons.disabled) reasons.scrollIntoView({ block: "nearest" });
});
matchReasons();

form.addEventListener("formdata", ({ formData }) => {
  const local = formData.get("occurred_at");
  if (local) formData.set("occurred_at", local + offset(new Date(local)));
});

function offset(moment) {
  const minutes = -moment.getTimezoneOffset();
  const two = (n) => String(Math.floor(n)).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
}

// "More" closes on Escape and on a tap elsewhere. Without script it opens and closes by its own summary.
const more = document.querySelector("details.more");

document.addEventListener("click", (event) => {
  if (more?.open && !more.contains(event.target)) more.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !more?.open) return;
  more.open = false;
  more.querySelector("summary").focus();
});

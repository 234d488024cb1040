// Without this the time zone is typed. With it, one button asks the device.
const zone = document.getElementById("time_zone");
const here = document.getElementById("zone-here");

here.classList.remove("later"); // it had its place already, so nothing moves
here.addEventListener("click", () => {
  zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
  zone.focus();
});

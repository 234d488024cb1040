// What a phone shows without a connection. The server puts VERSION and FILES above this line.
// Kept here: static files, and two pages that hold nothing of anybody. Pages of people are never kept.

const SHELLS = ["/log/offline", "/offline"];
const PATIENCE = 4000; // milliseconds until the log form comes without the server

addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(VERSION)
      .then((cache) => cache.addAll([...SHELLS, ...FILES]))
      .then(() => skipWaiting()),
  );
});

addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== VERSION).map((name) => caches.delete(name))))
      .then(() => clients.claim()),
  );
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname.startsWith("/static/")) event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  else if (request.mode === "navigate") event.respondWith(page(request, pathname));
});

async function page(request, pathname) {
  const logging = pathname === "/log";
  const kept = () => caches.match(logging ? SHELLS[0] : SHELLS[1]).then((found) => found ?? Response.error());
  const answered = fetch(request).then(
    (response) => ([502, 504].includes(response.status) ? kept() : response),
    kept,
  );
  if (!logging) return answered;
  return Promise.race([answered, new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(kept)]);
}

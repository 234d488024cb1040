// On the page that ends everything of a person: nothing of theirs stays on this device. Clear-Site-Data says the same,
// but browsers heed it only over HTTPS.
import { wipe } from "./queue.js";

wipe().catch(() => {}); // no IndexedDB here, so nothing to wipe

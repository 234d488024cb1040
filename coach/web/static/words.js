// What scripts say, in the language of the page. One that is not English brings its sentences in a template.
const words = JSON.parse(document.getElementById("words")?.content.textContent ?? "{}");

// A sentence with its values, which stand in it as %(name)s; as it is where the page has no other.
export function gettext(sentence, values = {}) {
  return (words[sentence] ?? sentence).replace(/%\((\w+)\)s/g, (_, name) => values[name]);
}

// What a reader chose, kept in the address of the page, so that a link or a bookmark shows the same. Sets one
// name, `personabookAddress`. Works for pages from disk too; where a browser refuses, the choice lasts as long
// as the page.
(function () {
  "use strict";

  // All values under a name, or none.
  function read(name) {
    return new URLSearchParams(window.location.search).getAll(name);
  }

  // Puts values under names and leaves the rest of the address as it is; an empty list takes the name out.
  function write(choices) {
    var query = new URLSearchParams(window.location.search);
    Object.keys(choices).forEach(function (name) {
      query.delete(name);
      choices[name].forEach(function (value) {
        query.append(name, value);
      });
    });
    var text = query.toString();
    window.personabookShared.replaceAddress(window.location.pathname + (text ? "?" + text : "") + window.location.hash);
  }

  window.personabookAddress = { read: read, write: write };
}());

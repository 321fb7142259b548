// Added by the local server while one writes; never part of the built site.
// Asks once a second whether the page has changed and loads it again where the reader was, and says what must be fixed.
const mine = document.currentScript.dataset.print;
const place = `varde.live:${location.pathname}`;
const often = 1000;
let note;

function show(troubles) {
  const text = troubles.join("\n");
  if (!text) {
    note?.remove();
    note = undefined;
  } else if (note?.textContent !== text) {
    note ??= document.body.appendChild(document.createElement("pre"));
    note.setAttribute("role", "alert");
    note.textContent = text;
    // Through the object model: the content security policy refuses style attributes.
    Object.assign(note.style, {
      position: "fixed", insetInline: "0", insetBlockEnd: "0", zIndex: "99", margin: "0", padding: "1em",
      maxBlockSize: "40vh", overflow: "auto", whiteSpace: "pre-wrap", font: "14px/1.5 monospace",
      color: "CanvasText", background: "Canvas", borderBlockStart: "4px solid Highlight",
    });
  }
}

async function look() {
  if (document.visibilityState === "visible") {
    try {
      const answer = await fetch(`/_live/state?page=${encodeURIComponent(location.pathname)}`, { cache: "no-store" });
      const state = await answer.json();
      show(state.troubles);
      if (state.print !== mine) {
        keep(scrollY);
        location.reload();
        return;
      }
    } catch {
      // The server is starting again, or has been stopped; the next request shows which.
    }
  }
  setTimeout(look, often);
}

// A browser may keep nothing; then the page begins at its top.
function keep(top) {
  try { sessionStorage.setItem(place, top); } catch { /* blocked */ }
}

function kept() {
  try {
    const before = sessionStorage.getItem(place);
    sessionStorage.removeItem(place);
    return before;
  } catch {
    return null;
  }
}

const before = kept();
if (before !== null) {
  addEventListener("load", () => scrollTo({ top: Number(before), behavior: "instant" }), { once: true });
}
look();

// A call in the timeline of a case, or that nobody came to it: what happened, and what comes next.
import { at } from "../drawing/time.js"
import { h } from "../drawing/h.js"
import { inWords } from "../words/times.js"
import { fill, named } from "../words/words.js"
import { channelName } from "../conversation/names.js"
import { said } from "./words.js"

/** Puts the words into an entry. */
export async function show(entry, { kind, outcome, again, goes_on: channel, author, ...event }) {
  const say = await said()
  entry.replaceChildren(
    fill(named(say.happened, outcome ?? kind), author), " · ", at(event.at),
    again ? h("div", null, at(again, fill(say.again, { time: inWords(again) }))) : "",
    channel ? h("div", null, fill(say.goes_on, { channel: channelName(channel) })) : "")
}

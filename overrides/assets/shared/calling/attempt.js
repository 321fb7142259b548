// A call in the timeline of a case: what came of it, and what comes next.
import { at } from "../drawing/time.js"
import { h } from "../drawing/h.js"
import { inWords } from "../words/times.js"
import { fill, named } from "../words/words.js"
import { channelName } from "../conversation/names.js"
import { said } from "./words.js"

/** Puts the words into the entry of a call. */
export async function show(entry, { outcome, again, goes_on: channel, author, ...event }) {
  const say = await said()
  entry.replaceChildren(
    fill(named(say.happened, outcome), author), " · ", at(event.at),
    again ? h("div", null, at(again, fill(say.again, { time: inWords(again) }))) : "",
    channel ? h("div", null, fill(say.goes_on, { channel: channelName(channel) })) : "")
}

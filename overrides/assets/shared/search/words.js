/** Words that carry no meaning in a question. They are dropped, unless the question has no others. */

const en = `a about all also am an and any anymore are arent as at be been being but by can cant could couldnt did didnt do does
  doesnt doing dont even ever for from get gets getting got had has hasnt have havent having he hello her here hes
  hi his how i id if ill im in into is isnt it its ive just let lets letting like make makes making me my myself
  need needed needs no not of ok okay on or our please really said say saying says she should so some somebody
  somehow someone still stuff suddenly supposed than thanks that the their them then there these they theyre thing
  things this tho though to tried try trying u up ur us very want wanted wants was wasnt we were what whats when
  where which while who why will with wont would you your youre yours yourself`
const nb = `alle at av bare ble bli blir blitt burde bør da de deg dem den denne der dere deres det dette din dine disse ditt du
  egentlig ei eller en enda enn ennå er et fikk for fordi fortsatt fra før få får fått gikk gjort gjør gjøre gjøres
  greier gå går ha hadde ham han hans har hatt hei heller henne hennes her hos hun hva hvem hvilke hvilken hvis hvor
  hvordan hvorfor i ikke inn jeg jo kan kanskje klare klarer klart kunne lenger liksom litt man med meg men mens min
  mine mitt mot mulig mye må måtte ned noe noen nå når og også om opp oss over plutselig prøvd prøver på sa sagt seg
  selv sier sin sine sitt skal skulle slik som stå står så sånn takk til trenge trenger trengs trengte ut var ved
  veldig vennligst vi vil ville vær være vært vår våre vårt`

// Idioms without a meaningful word, with the words that say the same.
const IDIOMS = {
  en: [
    [/\bcan(?:'?t| ?not) (?:log|sign|get) (?:back )?(?:in|on)\b(?! touch| contact)/giu, "cannot sign in"],
    [/\bget(?:ting)? (?:back )?in\b(?! touch| contact| to\b)/giu, "sign in"],
    [/\bwhat do (?:i|we) get(?: (?:on|in|with|for) (?:my|our) \w+)?(?=\W*$)/giu, "compare plans entitlements"],
    [/^\W*(?:customer )?(?:support|service|care)\W*$/giu, "contact support"],
  ],
  nb: [
    [/\bhva f[åa]r (?:jeg|vi)(?: (?:med|i|på) (?:abonnementet|planen)(?: \p{L}+)?)?(?=\W*$)/giu, "støttenivå rettigheter"],
    [/^\W*har\W*$/giu, "HAR-fil"],
    [/^\W*(?:support|kunde(?:service|st[øo]tten?))\W*$/giu, "kontakte kundestøtte"],
    [/\bnede\b(?! i | p[åa] )/giu, "driftsstans"],   // "laste ned" is no "nede"
    [/\b(?:si|sier|sagt|sa) (?:(?:jeg|vi|du|dere|man) )?opp\b/giu, "oppsigelse"],
    [/(?:^|(?<=\b(?:jeg|vi|hun|han|ikke) ))(?:komme|slippe)r?(?: ikke| meg| oss| lenger)* inn\b(?! i )/giu, "logge inn"],
  ],
}

// The question is who did it: `who deleted` weighs more than `deleted`, even with a word without meaning between.
const PEOPLE = { en: "who", nb: "hvem" }

/** The rules for a language tag, in any region; undefined for a language without, which takes the plain path. */
export const rulesOf = (table, tag) => table[tag] ?? table[tag?.split("-")[0]]

const MOST = 12
const STOP = { en: new Set(en.split(/\s+/)), nb: new Set(nb.split(/\s+/)) }

/** The words of a question as they were written, with the plain apostrophe. */
export const tokens = (question) =>
  question.normalize("NFC").replaceAll("’", "'").match(/[\p{L}\p{N}]+(?:[-.'@][\p{L}\p{N}]+)*/gu) ?? []

/** Whether a word carries no meaning in a question. */
export const small = (word, language) => rulesOf(STOP, language)?.has(word.toLowerCase().replace("'", "")) ?? false

/** The question with its idioms replaced. */
const plainly = (question, language) =>
  (rulesOf(IDIOMS, language) ?? []).reduce((text, [idiom, said]) => text.replace(idiom, said), question.normalize("NFC").replaceAll("’", "'"))

/** Whether a question has an idiom that means something. */
export const idiomatic = (question, language) => plainly(question, language) !== plainly(question, null)

/**
 * The words of a question that are worth searching for.
 * @returns {{words: string[], pairs: string[][], typed: number}} words in the order they were written, each once;
 *   pairs of adjacent ones, where the first carries meaning or asks for a person; and how many words
 *   were written in all
 */
export function wordsOf(question, language) {
  const all = tokens(plainly(question, language))
  // HAR is a file, har is a verb; a question entirely in capitals is only loud.
  const loud = question === question.toUpperCase()
  const says = word => !small(word, language) || (!loud && /^\p{Lu}{2,}$/u.test(word))
  const said = all.some(says) ? all.filter(says) : all
  const lower = all.map(word => word.toLowerCase())
  const words = [...new Set(said.map(word => word.toLowerCase()))].slice(0, MOST)
  const pairs = lower.slice(0, -1).map((word, place) => [word, lower[place + 1]])
    .filter(([first, last]) => words.includes(first) && first !== last)
  const who = rulesOf(PEOPLE, language)
  const person = lower.indexOf(who)
  const did = person < 0 ? undefined : lower.slice(person + 1, person + 3).find(word => words.includes(word))
  if (did) pairs.push([who, did])
  return { words, pairs, typed: all.length }
}

/** Words that carry no meaning in a question. They are dropped, unless the question holds nothing else. */

const en = `a about all am an and any are arent as at be been but by can cant could couldnt did didnt do does doesnt dont
  for from get got had has hasnt have havent he her his how i if im in into is isnt it its ive just make me my need no not
  of on or our please she should so some than that the their them then there these they this to tried try up us want was
  wasnt we were what when where which while who why will with wont would you your`
const nb = `alle at av da de deg dem den der dere deres det dette din ditt dine du eller en er et for fordi fra få får før
  gjør gjøre går ha hadde han har hva hvem hvilke hvilken hvor hvordan hvorfor i ikke inn jeg kan kunne man med meg
  men min mine mitt må mot ned noe noen når nå og også om opp oss over på seg selv sin skal skulle slik som så til
  trenger ut var ved vi vil ville være vær vår`

const MOST = 12
const STOP = { en: new Set(en.split(/\s+/)), nb: new Set(nb.split(/\s+/)) }

/**
 * What of a question is worth searching for.
 * @returns {{words: string[], pairs: string[][]}} words in the order they were written, each once; pairs of those
 *   that stand side by side, where the first carries meaning
 */
export function wordsOf(question, language) {
  const all = question.normalize("NFC").replaceAll("’", "'").match(/[\p{L}\p{N}]+(?:[-.'@][\p{L}\p{N}]+)*/gu) ?? []
  // HAR is a file, har is a verb; a question in capitals only is just loud.
  const loud = question === question.toUpperCase()
  const says = word => !STOP[language]?.has(word.toLowerCase().replace("'", "")) || (!loud && /^\p{Lu}{2,}$/u.test(word))
  const said = all.some(says) ? all.filter(says) : all
  const lower = all.map(word => word.toLowerCase())
  const words = [...new Set(said.map(word => word.toLowerCase()))].slice(0, MOST)
  const pairs = lower.slice(0, -1).map((word, place) => [word, lower[place + 1]])
    .filter(([first, last]) => words.includes(first) && first !== last)
  return { words, pairs }
}

/** Words that carry no meaning in a question. They are dropped, unless the question holds nothing else. */

const en = `a about all am an and any are as at be been but by can could did do does for from get had has have he her
  his how i if in into is it its just me my no not of on or our please she should so some than that the their them
  then there these they this to up us was we were what when where which while who why will with would you your`
const nb = `alle at av da de deg dem den der deres det dette din ditt dine du eller en er et for fordi fra få får før
  gjør gjøre går ha hadde han har hva hvem hvilke hvilken hvor hvordan hvorfor i ikke inn jeg kan kunne man med meg
  men min mine mitt må mot ned noe noen når nå og også om opp oss over på seg selv si sin skal skulle slik som så til
  ut var ved vi vil ville være vær vår`

const STOP = { en: new Set(en.split(/\s+/)), nb: new Set(nb.split(/\s+/)) }

/** The words worth searching for in `question`, in the order they were written, each once. */
export function wordsOf(question, language) {
  const all = question.toLowerCase().normalize("NFC").match(/[\p{L}\p{N}]+(?:[-.'@][\p{L}\p{N}]+)*/gu) ?? []
  const words = [...new Set(all)].slice(0, 12)
  const kept = words.filter(word => !STOP[language]?.has(word))
  return kept.length ? kept : words
}

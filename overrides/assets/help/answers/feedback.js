// Reports whether an answer helped. The reader has already been thanked, so a refusal is not shown.
import { api, Offline, Problem } from "../../shared/fetching/api.js"
import { locale } from "../../shared/words/locales.js"

export async function tell({ path, commit }, helpful, signal) {
  try {
    await api("POST", "/articles/feedback", { body: { path, locale: locale.id, helpful, ...commit && { commit } }, signal })
  } catch (error) {
    if (!signal.aborted && !(error instanceof Offline || error instanceof Problem)) throw error
  }
}

// The API's decision, computed for pages before anything is sent. The API has the last word.
import { clientOf } from "./client.js"

/**
 * @typedef {object} Standing what the directory knows about the reader
 * @property {string} tier
 * @property {string|null} [created] the account's first day, such as "2024-03-05"
 * @property {string|null} [seat]
 * @property {string|null} [profileLanguage] left out when it does not matter here
 */

/**
 * Why the reader cannot use the channel.
 *
 * @param {object} policy one day's policy.json
 * @param {Standing} standing
 * @param {string} channel
 * @param {string|null} language BCP 47 tag they want to be answered in; null leaves the question out
 * @param {{client?: string, topic?: string, openNow?: boolean}} [when]
 * @returns {string[]} every reason that refuses, in the policy's order; none means allowed
 * @throws {TypeError} the channel, the client or the topic is unknown
 */
export function entitlement(policy, standing, channel, language, { client, topic, openNow = true } = {}) {
  const { tier, created, seat, profileLanguage } = standing
  const way = policy.channels.find((one) => one.channel === channel)
  const open = topic != null && policy.topics.find((one) => one.topic === topic).open_channels.includes(channel)
  const noSeat = (rule) => rule.channels.includes(channel) && created != null
    && created >= rule.accounts_created_since && !rule.seats.includes(seat)
  const notInProfile = way.profile_language_needed && profileLanguage != null && profileLanguage !== language
  const refused = {
    tier: !open && !way.tiers.includes(tier),
    seat: !open && policy.seat_rules.some(noSeat),
    client: !policy.clients[client ?? clientOf(policy.clients)].channels.includes(channel),
    language: language != null && way.languages != null && (!way.languages.includes(language) || notInProfile),
    hours: way.follows_hours && !openNow,
  }
  return policy.reason_order.filter((reason) => refused[reason])
}

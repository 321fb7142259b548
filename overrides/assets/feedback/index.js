import { ArticleFeedback } from "./feedback.js"

customElements.define("article-feedback", ArticleFeedback)

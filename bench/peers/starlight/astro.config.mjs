import starlight from "@astrojs/starlight"
import { defineConfig } from "astro/config"

export default defineConfig({
  site: "http://127.0.0.1:8000",
  integrations: [starlight({
    title: "Help",
    defaultLocale: "root",
    locales: { root: { label: "English", lang: "en" }, no: { label: "Norsk", lang: "nb" } },
  })],
})

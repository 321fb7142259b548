export default {
  title: "Help",
  url: "http://127.0.0.1:8000",
  baseUrl: "/",
  onBrokenLinks: "warn",
  i18n: { defaultLocale: "en", locales: ["en", "no"] },
  future: { v4: true, faster: true },
  markdown: { format: "detect" },
  presets: [["classic", { docs: { routeBasePath: "/" }, blog: false, theme: {} }]],
  themes: [["@easyops-cn/docusaurus-search-local", {
    hashed: true, language: ["en", "no"], docsRouteBasePath: "/", indexBlog: false,
  }]],
  themeConfig: { navbar: { title: "Help", items: [{ type: "localeDropdown", position: "right" }] } },
}

import fs from 'node:fs'
import { defineConfig } from 'vitepress'

const javadoc = fs.existsSync('pages/public/javadoc')

/** The index of the pages is the bar at the side: a group for each of its headings, an entry for each link of a line. */
function sidebar() {
  const groups = []
  for (const line of fs.readFileSync('pages/docs/index.md', 'utf8').split('\n')) {
    const heading = line.match(/^## (.*)/)
    if (heading) {
      groups.push({ text: heading[1], items: [] })
    } else if (groups.length && /^(\d+\.| {3})/.test(line)) {
      for (const [, text, page] of line.matchAll(/\[([^\]]+)\]\(([^)#]+)\.md\)/g)) {
        groups.at(-1).items.push({ text: text[0].toUpperCase() + text.slice(1), link: '/docs/' + page.replace(/^\.\//, '') })
      }
    }
  }
  return groups.filter(group => group.items.length)
}

/** The anchor of a heading as GitHub makes it, since the pages' links are GitHub's. */
function slugify(heading) {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}_\- ]/gu, '').replaceAll(' ', '-')
}

export default defineConfig({
  title: 'clearml-admin',
  description: 'The Java SDK for administrators of ClearML servers',
  lang: 'en',
  base: process.env.SITE_BASE || '/',
  // A browser asks for an icon, and a server answers 404.
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  srcDir: 'pages',
  outDir: 'html',
  cacheDir: 'cache',
  // One page in, one file out: a folder on any web server, and no telemetry or font from elsewhere.
  cleanUrls: false,
  markdown: {
    anchor: { slugify },
    headers: { slugify },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Start', link: '/docs/getting-started' },
      { text: 'All pages', link: '/docs/' },
      ...(javadoc ? [{ text: 'Javadoc', link: '/javadoc/index.html', target: '_self' }] : []),
      { text: 'Changes', link: '/CHANGELOG' },
    ],
    sidebar: [{ text: 'Overview', link: '/' }, ...sidebar()],
    docFooter: { prev: 'Before', next: 'Next' },
  },
})

// Copies the project's pages to pages/ as they stand, but for links: README.md is the site's first page, a linked file that is
// no page becomes one that shows it, a linked folder one that lists its files, and JSON is also served as it is.
import fs from 'node:fs'
import path from 'node:path'

const root = path.resolve('../..')
const out = path.resolve('pages')
const raw = path.join(out, 'public')
const seen = new Set()

fs.rmSync(out, { recursive: true, force: true })
const pages = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', 'examples/deploy/README.md', ...markdown('docs')]
pages.forEach(page => write(place(page), front(page) + links(page, fs.readFileSync(path.join(root, page), 'utf8'))))
copyJavadoc()

function markdown(folder) {
  return fs.readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter(entry => entry.name !== 'site')
    .flatMap(entry => entry.isDirectory() ? markdown(`${folder}/${entry.name}`) : `${folder}/${entry.name}`)
    .filter(file => file.endsWith('.md'))
}

function place(page) {
  return page.replace(/README\.md$/, 'index.md')
}

/** What changed stands on the pages as well: to a search, the list is in the way. */
function front(page) {
  return page === 'CHANGELOG.md' ? '---\nsearch: false\n---\n\n' : ''
}

/** The text with its links, outside of blocks of code, as they are here. */
function links(page, text) {
  return text.split(/^( *```.*?^ *```$)/ms)
    .map((part, index) => index % 2 ? part : part.replace(/\]\((?!\w+:|#)([^)#\s]+)(#[^)\s]*)?\)/g,
      (_, target, anchor = '') => `](${link(page, target)}${anchor})`))
    .join('')
}

function link(page, target) {
  const file = path.posix.join(path.posix.dirname(page), target).replace(/\/$/, '')
  const shown = pages.includes(file) ? place(file) : show(file)
  const way = path.posix.relative(path.posix.dirname(place(page)), shown)
  return way.startsWith('.') ? way : `./${way}`
}

/** A page for a file or folder of the project that is none. */
function show(file) {
  const folder = fs.statSync(path.join(root, file)).isDirectory()
  // Not index.md: docs/events.md is a page, and docs/events/ would be another.
  const page = folder ? `${file}/files.md` : `${file}.md`
  if (!seen.has(page)) {
    seen.add(page)
    write(page, folder ? listing(file) : source(file))
  }
  return page
}

function listing(folder) {
  const rows = fs.readdirSync(path.join(root, folder)).filter(name => !name.startsWith('.')).sort()
    .filter(name => fs.statSync(path.join(root, folder, name)).isFile())
    .map(name => `- [\`${name}\`](./${path.posix.relative(folder, show(`${folder}/${name}`))})`)
  return `# ${folder}\n\n${rows.join('\n')}\n`
}

function source(file) {
  const text = fs.readFileSync(path.join(root, file), 'utf8')
  const name = path.basename(file)
  let download = ''
  if (file.endsWith('.json')) {
    const copy = path.join(raw, file)
    fs.mkdirSync(path.dirname(copy), { recursive: true })
    fs.writeFileSync(copy, text)
    download = `<a href="./${name}" target="_blank" download>Download</a>\n\n`
  }
  const language = { '.java': 'java', '.jsh': 'java', '.json': 'json', '.yaml': 'yaml' }[path.extname(file)] ?? 'sh'
  return `---\nsearch: false\noutline: false\n---\n\n# ${name}\n\n\`${file}\`\n\n${download}\`\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\`\n`
}

function write(page, text) {
  const file = path.join(out, page)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, text)
}

/** Beside the pages, and under the name that the bar at the top leads to. */
function copyJavadoc() {
  const made = path.join(root, 'target/reports/apidocs')
  if (fs.existsSync(made)) {
    if (/\binternal\b/.test(fs.readFileSync(path.join(made, 'element-list'), 'utf8'))) {
      throw new Error('the Javadoc has packages that are not exported: see the profile site of pom.xml')
    }
    fs.cpSync(made, path.join(raw, 'javadoc'), { recursive: true })
  }
}

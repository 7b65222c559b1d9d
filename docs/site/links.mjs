// Each link of the site leads to a file of it and an anchor in that file; of the Javadoc, javadoc itself checks the links.
import fs from 'node:fs'
import path from 'node:path'

const html = path.resolve('html')
const base = process.env.SITE_BASE || '/'
const anchors = new Map()
const broken = []
let links = 0

for (const page of files(html).filter(file => file.endsWith('.html') && !file.startsWith(path.join(html, 'javadoc')))) {
  const text = fs.readFileSync(page, 'utf8')
  for (const [, found] of text.matchAll(/(?:href|src)="([^"]*)"/g)) {
    const link = found.replaceAll('&amp;', '&')
    if (!/^(\w+:|\/\/)/.test(link)) {
      links++
      if (!leadsSomewhere(page, link)) {
        broken.push(`${path.relative(html, page)}: ${link}`)
      }
    }
  }
}
if (broken.length) {
  console.error(`Links that lead nowhere:\n${broken.join('\n')}`)
  process.exit(1)
}
console.log(`${links} links lead somewhere.`)

function leadsSomewhere(page, link) {
  const [way, anchor] = link.split('#')
  if (way.startsWith('/') && !way.startsWith(base)) {
    return false
  }
  let file = way === '' ? page
    : path.join(way.startsWith('/') ? html : path.dirname(page), decodeURI(way.startsWith('/') ? way.slice(base.length) : way))
  if (fs.existsSync(file) && fs.statSync(file).isDirectory()) {
    file = path.join(file, 'index.html')
  }
  return fs.existsSync(file) && (!anchor || anchorsOf(file).has(decodeURIComponent(anchor)))
}

function anchorsOf(file) {
  if (!anchors.has(file)) {
    anchors.set(file, new Set([...fs.readFileSync(file, 'utf8').matchAll(/ id="([^"]*)"/g)].map(match => match[1])))
  }
  return anchors.get(file)
}

function files(folder) {
  return fs.readdirSync(folder, { withFileTypes: true })
    .flatMap(entry => entry.isDirectory() ? files(path.join(folder, entry.name)) : path.join(folder, entry.name))
}

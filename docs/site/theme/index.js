// Without the fonts that the default theme brings: those of the reader's system are enough.
import theme from 'vitepress/theme-without-fonts'
import './style.css'

export default theme

/** Colours and type. Contrast of text is at least 4.5 : 1 in both schemes. */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core"

const pine: MantineColorsTuple = [
  "#edf7f3",
  "#daeee5",
  "#b4dccb",
  "#8bcab0",
  "#68ba99",
  "#47a983",
  "#2b926c",
  "#1b7f5e",
  "#146b4f",
  "#0d5740",
]

/** Greys with a hint of the green, from text (0) over borders and surfaces to the page (7). */
const dark: MantineColorsTuple = [
  "#dbe0de",
  "#b9c2be",
  "#8f9a95",
  "#66716c",
  "#3f4845",
  "#323a37",
  "#1d2321",
  "#151918",
  "#101312",
  "#0b0d0c",
]

/** Each system's own; on Linux a text face before whatever the desktop uses for its menus. */
const sans =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif'

export const theme = createTheme({
  primaryColor: "pine",
  primaryShade: { light: 7, dark: 7 },
  colors: { pine, dark },
  black: "#1b211f",
  fontFamily: sans,
  headings: {
    fontFamily: sans,
    fontWeight: "650",
    sizes: {
      h1: { fontSize: "1.5rem", lineHeight: "1.25" },
      h2: { fontSize: "1.0625rem", lineHeight: "1.4" },
      h3: { fontSize: "0.9375rem", lineHeight: "1.4" },
    },
  },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Alert: {
      defaultProps: { variant: "outline" },
      styles: { root: { background: "var(--app-surface)" }, message: { color: "var(--mantine-color-text)" } },
    },
    Button: { defaultProps: { size: "sm" } },
    Modal: {
      defaultProps: {
        removeScrollProps: { removeScrollBar: false },
      },
      styles: {
        content: { background: "var(--app-surface)" },
        header: { background: "var(--app-surface)" },
        title: { fontSize: "1.0625rem", fontWeight: 650 },
      },
    },
  },
})

/**
 * Variables of our own, and Mantine's muted text made dark (or light) enough to read. CSS's `light-dark()` is no way: the
 * build replaces it by what only works where no library chooses the scheme.
 */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-body": "#f6f7f5",
    "--mantine-color-dimmed": "#5b6662",
    "--mantine-color-placeholder": "#6c7672",
    "--mantine-color-error": "#c92a2a",
    "--app-surface": "#ffffff",
    "--app-border": "#e3e7e4",
    "--app-hover": "#f2f5f3",
    "--app-field-border": "#8a938f",
    "--app-good": "#23936c",
    "--app-busy": "#1c7ed6",
    "--app-bad": "#d6302f",
  },
  dark: {
    "--mantine-color-body": "#151918",
    "--mantine-color-dimmed": "#9ba6a1",
    "--mantine-color-placeholder": "#87928d",
    "--mantine-color-error": "#ff8787",
    "--app-surface": "#1d2321",
    "--app-border": "#313936",
    "--app-hover": "#252c29",
    "--app-field-border": "#66716c",
    "--app-good": "#47a983",
    "--app-busy": "#4dabf7",
    "--app-bad": "#ff6b6b",
  },
})

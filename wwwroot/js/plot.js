// Draws figures with plotly.js. Called only from SkillMix.Dashboard/Browser.

let loading = null;
const figures = new Map();

function plotly() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = "/lib/plotly.min.js";
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => reject(new Error("plotly.js could not be loaded."));
    document.head.append(script);
  });
  return loading;
}

function themed(given) {
  const style = getComputedStyle(document.documentElement);
  const value = name => style.getPropertyValue(name).trim();
  // Colours of the page are named, as in its style sheets; the theme says what they are.
  const layout = JSON.parse(JSON.stringify(given).replace(/"(--sm-[a-z0-9-]+)"/g, (_, name) => JSON.stringify(value(name))));
  const axis = given => ({
    gridcolor: value("--sm-line"), linecolor: value("--sm-line-strong"), tickcolor: value("--sm-line-strong"),
    showline: true, ticks: "outside", automargin: true, ...given,
    title: { standoff: 8, font: { size: 13 }, ...given?.title }
  });
  // The tools appear at the right above the figure; what is noted there stands at the left, where they do not cover it.
  const annotations = layout.annotations?.map(note => note.yref === "paper" && note.y > 1 ? { ...note, x: 0, xanchor: "left" } : note);
  return {
    ...layout, ...(annotations && { annotations }),
    xaxis: axis(layout.xaxis), yaxis: axis(layout.yaxis),
    paper_bgcolor: value("--sm-panel"), plot_bgcolor: layout.plot_bgcolor ?? value("--sm-panel"),
    font: { family: "inherit", size: 13, color: value("--sm-text") },
    hoverlabel: { bgcolor: value("--sm-panel-2"), bordercolor: value("--sm-line-strong"), font: { color: value("--sm-text"), size: 13 }, align: "left" },
    margin: { l: 56, r: 16, t: 26, b: layout.showlegend === false ? 42 : 76 },
    legend: { orientation: "h", yref: "container", y: 0, yanchor: "bottom", x: 0, bgcolor: "rgba(0,0,0,0)" }
  };
}

// The palette was chosen on white; its darker colours are lifted where the ground is dark.
const lifted = { "#0072B2": "#4FB0EE", "#D55E00": "#F2884A", "#009E73": "#34C79D", "#8C6BB1": "#B99BE0", "#7A7A7A": "#B4B4B4" };

function coloured(data) {
  if (document.documentElement.dataset.theme !== "dark") return data;
  return JSON.parse(JSON.stringify(data).replace(/#[0-9A-F]{6}/g, colour => lifted[colour] ?? colour));
}

const config = { displaylogo: false, responsive: true, modeBarButtonsToRemove: ["select2d", "lasso2d", "autoScale2d"] };

// react may begin the figure anew and forget who listens to it, so listening starts again each time.
async function render(drawn) {
  const { figure, element, page } = drawn;
  await window.Plotly.react(element, coloured(figure.data), themed(figure.layout), config);
  element.removeAllListeners("plotly_click");
  element.on("plotly_click", event => {
    const key = event.points.map(point => point.customdata).find(value => value);
    if (key) page.invokeMethodAsync("PointClicked", key);
  });
}

export async function draw(id, json, page) {
  const Plotly = await plotly();
  const element = document.getElementById(id);
  if (!element) return;
  const known = figures.get(id)?.element === element;
  const drawn = { figure: JSON.parse(json), element, page };
  figures.set(id, drawn);
  await render(drawn);
  if (known && element.isConnected) await Plotly.Plots.resize(element); // the room for it may have changed with the figure
}

// The element may have left the page already: what plotly.js hangs on the window goes with the one that was drawn in.
export function clear(id) {
  const drawn = figures.get(id);
  figures.delete(id);
  if (drawn && window.Plotly) window.Plotly.purge(drawn.element);
}

document.addEventListener("skillmix:theme", () => {
  for (const drawn of figures.values()) {
    if (drawn.element.isConnected) render(drawn);
  }
});

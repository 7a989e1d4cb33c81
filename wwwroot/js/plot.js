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

function themed(layout) {
  const style = getComputedStyle(document.documentElement);
  const value = name => style.getPropertyValue(name).trim();
  const axis = given => ({
    gridcolor: value("--sm-line"), linecolor: value("--sm-line-strong"), tickcolor: value("--sm-line-strong"),
    showline: true, ticks: "outside", automargin: true, ...given
  });
  return {
    ...layout,
    xaxis: axis(layout.xaxis), yaxis: axis(layout.yaxis),
    paper_bgcolor: value("--sm-panel"), plot_bgcolor: value("--sm-panel"),
    font: { family: "inherit", size: 13, color: value("--sm-text") },
    hoverlabel: { bgcolor: value("--sm-panel-2"), bordercolor: value("--sm-line-strong"), font: { color: value("--sm-text"), size: 13 }, align: "left" },
    margin: { l: 56, r: 16, t: 26, b: 46 },
    legend: { orientation: "h", y: -0.16, x: 0, bgcolor: "rgba(0,0,0,0)" }
  };
}

const config = { displaylogo: false, responsive: true, modeBarButtonsToRemove: ["select2d", "lasso2d", "autoScale2d"] };

export async function draw(id, json, page) {
  const Plotly = await plotly();
  const element = document.getElementById(id);
  if (!element) return;
  const figure = JSON.parse(json);
  const known = figures.has(id);
  figures.set(id, figure);
  await Plotly.react(element, figure.data, themed(figure.layout), config);
  if (!known) {
    element.on("plotly_click", event => {
      const key = event.points.map(point => point.customdata).find(value => value);
      if (key) page.invokeMethodAsync("PointClicked", key);
    });
  }
}

export async function clear(id) {
  const element = document.getElementById(id);
  figures.delete(id);
  if (element && window.Plotly) window.Plotly.purge(element);
}

document.addEventListener("skillmix:theme", () => {
  for (const [id, figure] of figures) {
    const element = document.getElementById(id);
    if (element) window.Plotly.react(element, figure.data, themed(figure.layout), config);
  }
});

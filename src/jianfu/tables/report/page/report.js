/* Draws the charts and keeps the page's language. Everything a chart shows also stands in a table. */
(function () {
  "use strict";
  var root = document.documentElement;
  var data = JSON.parse(document.getElementById("charts").textContent);
  var FONT = '"Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC",sans-serif';
  var INK = "#1b2430", SOFT = "#4a5563", LINE = "#cdd5df";
  var COLOURS = {
    active: "#143a6b", suspended: "#7f9cc0", closed: "#c3ccd6", none: "#ffffff",
    new_media: "#143a6b", app: "#6f8fb8", work_group: "#c0cfe2",
    entries: "#b9c9de", hit: "#a3311a", confirm: "#f0cfc6", unknown: "#8b95a1"
  };
  var RAMPS = {
    entries: ["#eef3f9", "#143a6b"], hit_per_100: ["#fbf0ec", "#a3311a"], unknown_percent: ["#f2f4f6", "#57606c"]
  };
  var PRINT_WIDTH = 660, PRINT_MAP_HEIGHT = 340, PRINT_MAX_HEIGHT = 860;
  var PLAIN = { symbol: "none" };
  var LINES = { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4, color: "rgba(27,36,48,.42)" };
  var DOTS = { symbol: "circle", symbolSize: 0.7, dashArrayX: [[6, 6], [0, 6, 6, 0]], dashArrayY: [6, 0], color: "rgba(27,36,48,.38)" };
  var DECALS = { suspended: LINES, closed: DOTS, app: LINES, work_group: DOTS, confirm: LINES };
  var drawn = [];

  function language() { return document.getElementById("lang-en").checked ? 1 : 0; }
  function pick(both) { return both[language()]; }
  function shown(value, digits) {
    if (value === null || value === undefined || isNaN(value)) { return "–"; }
    return value.toLocaleString("en-US", { minimumFractionDigits: digits || 0, maximumFractionDigits: digits || 0 });
  }

  function widest(labels) {
    return Math.max.apply(null, labels.map(function (label) {
      return Array.from(label).reduce(function (sum, letter) { return sum + (letter > "\u2e80" ? 12.5 : 7.5); }, 6);
    }));
  }

  function barOption(chart, width) {
    var labels = chart.labels.map(pick), upright = chart.upright === true;
    var room = Math.min(300, Math.max(80, width * 0.36), widest(labels));
    var names = {
      type: "category", data: labels, inverse: !upright, axisTick: { show: false }, axisLine: { lineStyle: { color: INK } },
      axisLabel: {
        color: INK, fontSize: 12, interval: 0, width: upright ? undefined : room, overflow: upright ? "none" : "truncate",
        rotate: upright && width < 960 ? 40 : 0, hideOverlap: false
      }
    };
    var figures = {
      type: "value", minInterval: 1, splitNumber: 4, splitLine: { lineStyle: { color: LINE } },
      axisLabel: { color: SOFT, fontSize: 12, hideOverlap: true, formatter: function (value) { return shown(value); } }
    };
    return {
      xAxis: upright ? names : figures, yAxis: upright ? figures : names,
      legend: { show: chart.series.length > 1, top: 0, left: 0, itemWidth: 16, itemHeight: 10, textStyle: { color: INK, fontSize: 12 } },
      grid: {
        left: upright ? 6 : room + 10, right: upright ? 10 : 54, top: chart.series.length > 1 ? 34 : 10,
        bottom: upright ? 6 : 26, containLabel: upright
      },
      tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, valueFormatter: function (value) { return shown(value); }, confine: true },
      series: chart.series.map(function (series) { return barSeries(chart, series, upright); })
    };
  }

  function barSeries(chart, series, upright) {
    var alone = chart.series.length === 1 || chart.beside === true;
    return {
      type: "bar", name: pick(series.name), data: series.values, stack: chart.beside ? undefined : "all",
      barMaxWidth: upright ? 46 : 16, barGap: "0%", itemStyle: { color: COLOURS[series.role], borderColor: INK, borderWidth: 0.6 },
      label: { show: alone && !upright, position: "right", color: INK, fontSize: 11, formatter: function (p) { return shown(p.value); } }
    };
  }

  function flowOption(chart, width) {
    var room = Math.max(70, Math.min(220, width * 0.26));
    return {
      tooltip: {
        trigger: "item", confine: true,
        formatter: function (p) {
          return p.dataType === "edge" ? chart.names[p.data.source] + " → " + chart.names[p.data.target] + "<br>" + shown(p.value)
            : chart.names[p.name] + "  " + shown(p.value);
        }
      },
      series: [{
        type: "sankey", left: room, right: room, top: 6, bottom: 6, nodeWidth: 10, nodeGap: 8, draggable: false, layoutIterations: 32,
        emphasis: { focus: "adjacency" }, itemStyle: { color: COLOURS.active, borderWidth: 0 },
        lineStyle: { color: COLOURS.suspended, opacity: 0.45, curveness: 0.5 },
        data: chart.labels.map(function (id) {
          var source = id.indexOf("from ") === 0;
          return { name: id, depth: source ? 0 : 1, itemStyle: { color: source ? COLOURS.hit : COLOURS.active }, label: { position: source ? "left" : "right" } };
        }),
        links: chart.links.map(function (link) { return { source: link[0], target: link[1], value: link[2] }; }),
        label: { color: INK, fontSize: 12, width: room - 14, overflow: "truncate", formatter: function (p) { return chart.names[p.name]; } }
      }]
    };
  }

  function metric() { return document.querySelector('input[name="metric"]:checked').value; }

  function mapOption(chart, width, height) {
    var key = metric(), values = chart.values[key], names = {};
    Object.keys(chart.names).forEach(function (code) { names[code] = pick(chart.names[code]); });
    var narrow = width < 430;
    var digits = key === "entries" ? 0 : 1;
    var known = values.filter(function (value) { return value !== null; });
    var low = Math.min.apply(null, known.concat([0])), high = Math.max.apply(null, known.concat([1]));
    return {
      tooltip: {
        trigger: "item", confine: true,
        formatter: function (p) { return names[p.name] + "<br>" + pick(chart.metrics[key]) + "  " + shown(p.value, digits); }
      },
      visualMap: {
        min: low, max: high, left: 0, bottom: 0, itemWidth: 12, itemHeight: 90, precision: digits,
        text: [shown(high, digits), shown(low, digits)], textStyle: { color: INK, fontSize: 12 }, inRange: { color: RAMPS[key] }, calculable: false
      },
      series: [{
        type: "map", map: "places", nameProperty: "name", aspectScale: chart.tiles ? 1 : 0.82, roam: false,
        selectedMode: false, layoutCenter: [narrow ? "50%" : "54%", "50%"], layoutSize: Math.min(width - 4, height - 4),
        itemStyle: { borderColor: chart.tiles ? SOFT : "#fff", borderWidth: 0.8, areaColor: "#fff" },
        emphasis: { label: { color: INK }, itemStyle: { areaColor: "#ffe4a8", borderColor: INK } },
        label: { show: true, fontSize: narrow ? 10 : 12, lineHeight: narrow ? 13 : 17, formatter: function (p) { return names[p.name] + "\n" + shown(p.value, digits); } },
        data: chart.labels.map(function (code, index) {
          return { name: code, value: values[index], label: { color: dark(values[index], low, high, RAMPS[key]) ? "#fff" : INK } };
        })
      }]
    };
  }

  /* Whether white reads better than ink on the colour this value is drawn in. */
  function dark(value, low, high, ramp) {
    if (value === null || high <= low) { return false; }
    var part = (value - low) / (high - low);
    var light = [1, 3, 5].map(function (at) {
      var from = parseInt(ramp[0].substr(at, 2), 16), to = parseInt(ramp[1].substr(at, 2), 16);
      var channel = (from + (to - from) * part) / 255;
      return channel <= 0.03928 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    });
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] < 0.2;
  }

  function option(name, width, height) {
    var chart = data[name], made = name === "map" ? mapOption(chart, width, height)
      : chart.links ? flowOption(chart, width) : barOption(chart, width);
    made.animation = false;
    made.textStyle = { fontFamily: FONT };
    if (chart.series) {
      made.aria = { enabled: true, decal: { show: true, decals: chart.series.map(function (s) { return DECALS[s.role] || PLAIN; }) } };
    }
    return made;
  }

  function draw(place, width) {
    var height = !width ? place.height : Math.min(place.height, place.name === "map" ? PRINT_MAP_HEIGHT : PRINT_MAX_HEIGHT);
    place.box.style.height = height + "px";
    place.chart.resize({ width: width || "auto", height: height });
    place.chart.setOption(option(place.name, width || place.box.clientWidth, height), true);
    var caption = place.box.parentNode.querySelector("figcaption ." + (language() ? "en" : "zh"));
    place.box.setAttribute("aria-label", caption ? caption.textContent : place.name);
  }
  function drawAll(width) { drawn.forEach(function (place) { draw(place, width); }); }

  function speak() {
    root.lang = language() ? "en" : "zh-CN";
    root.classList.toggle("speaks-en", language() === 1);
    root.classList.toggle("speaks-zh", language() === 0);
    drawAll();
  }

  root.classList.add("drawn");
  if (data.map) { echarts.registerMap("places", data.map.shapes); }
  Array.prototype.forEach.call(document.querySelectorAll(".chart"), function (figure) {
    var name = figure.getAttribute("data-chart"), box = figure.querySelector(".canvas");
    box.setAttribute("role", "img");
    drawn.push({ name: name, box: box, height: parseInt(box.style.height, 10), chart: echarts.init(box, null, { renderer: "svg" }) });
  });
  document.addEventListener("change", function (event) {
    if (event.target.name === "lang") { speak(); }
    if (event.target.name === "metric") { drawAll(); }
  });
  var waiting = 0;
  window.addEventListener("resize", function () {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(function () { drawAll(); }, 120);
  });
  window.addEventListener("beforeprint", function () { drawAll(PRINT_WIDTH); });
  window.addEventListener("afterprint", function () { drawAll(); });
  window.addEventListener("hashchange", function () { openTarget(); });

  function openTarget() {
    var target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    var first = target && target.classList.contains("rule") && target.querySelector("details");
    if (first) { first.open = true; }
  }
  openTarget();
  speak();
})();

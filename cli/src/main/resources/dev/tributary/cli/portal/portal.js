// Asks the portal for fresh figures every three seconds and counts down in between.
const show = (id, text) => {
  const place = document.getElementById(id);
  if (place.textContent !== String(text)) place.textContent = text;
};
let left = Number(document.getElementById("left").textContent);

const draw = () => {
  show("left", left);
  document.getElementById("life").value = left;
};

const complain = (problem) => {
  document.getElementById("trouble").hidden = !problem;
  show("trouble", problem);
};

const refresh = async () => {
  try {
    const figures = await (await fetch("/status")).json();
    if (figures.signedOut) { location.assign("/"); return; }
    complain(figures.problem ?? "");
    if (figures.problem) return;
    left = figures.secondsLeft;
    show("renewals", figures.renewals);
    draw();
  } catch {
    complain("The portal does not answer. Is the demo still running?");
  }
};

setInterval(() => { left = Math.max(0, left - 1); draw(); }, 1000);
setInterval(refresh, 3000);

// Asks the portal for fresh figures every three seconds and counts down in between.
const show = (id, text) => { document.getElementById(id).textContent = text; };
let left = Number(document.getElementById("left").textContent);

const draw = () => {
  show("left", left);
  document.getElementById("life").value = left;
};

const refresh = async () => {
  const trouble = document.getElementById("trouble");
  try {
    const figures = await (await fetch("/status")).json();
    trouble.hidden = !figures.problem;
    trouble.textContent = figures.problem ?? "";
    if (figures.problem) return;
    left = figures.secondsLeft;
    show("renewals", figures.renewals);
    draw();
  } catch {
    trouble.hidden = false;
    trouble.textContent = "The portal does not answer. Is the demo still running?";
  }
};

setInterval(() => { left = Math.max(0, left - 1); draw(); }, 1000);
setInterval(refresh, 3000);

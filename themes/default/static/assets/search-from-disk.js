// A classic script, since modules do not run in pages opened from a disk: it says so.
if (location.protocol === "file:") {
  const status = document.getElementById("search-status");
  status.textContent = status.dataset.fromDisk;
}

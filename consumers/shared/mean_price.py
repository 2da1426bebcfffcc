"""Prints the mean day-ahead price of the rows that the host handed in, and leaves it in outputs/."""

import csv
import json

with open("inputs/snapshot.csv", newline="", encoding="utf-8") as rows:
    prices = [float(row["DAMprice"]) for row in csv.DictReader(rows) if row["DAMprice"]]

mean = sum(prices) / len(prices)
print(f"{len(prices)} blocks, mean day-ahead price {mean:.2f} Rs/MWh")

with open("outputs/mean.json", "w", encoding="utf-8") as out:
    json.dump({"blocks": len(prices), "mean": round(mean, 2)}, out)

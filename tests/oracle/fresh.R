# Estimates of R's survey on the designs of a folder, a number a line: see compare.py.
suppressMessages(library(survey))
options(digits = 17, stringsAsFactors = FALSE)
folder <- commandArgs(trailingOnly = TRUE)[1]
plans <- read.csv(file.path(folder, "plans.csv"), na.strings = "")
new.adjust <- packageVersion("survey") >= "4.2"
lines <- list()

formula_of <- function(names) {
  if (is.na(names)) NULL else as.formula(paste("~", gsub(" ", "+", names)))
}

put <- function(plan, key, values) {
  values <- as.numeric(values)
  lines[[length(lines) + 1]] <<- data.frame(
    plan = plan, key = paste(key, seq_along(values), sep = "."),
    value = formatC(values, digits = 17, format = "g")
  )
}

# Estimate, variance and, where asked for, design effect of one statistic.
put_all <- function(plan, key, found, deff = FALSE) {
  put(plan, key, coef(found))
  put(plan, paste0(key, ".se"), SE(found))
  if (deff) put(plan, paste0(key, ".deff"), deff(found))
}

estimates <- function(plan, design) {
  put(plan, "df", degf(design))
  both <- svymean(~ y + x, design, na.rm = TRUE)
  put(plan, "means", coef(both))
  put(plan, "means.cov", vcov(both))
  put_all(plan, "mean.true", svymean(~y, design, na.rm = TRUE, deff = TRUE), TRUE)
  put_all(plan, "mean.replace", svymean(~y, design, na.rm = TRUE, deff = "replace"), TRUE)
  put_all(plan, "total.true", svytotal(~y, design, na.rm = TRUE, deff = TRUE), TRUE)
  put_all(plan, "total.replace", svytotal(~y, design, na.rm = TRUE, deff = "replace"), TRUE)
  ratio <- svyratio(~y, ~x, design, na.rm = TRUE, deff = TRUE)
  put_all(plan, "ratio", ratio, TRUE)
  put(plan, "contrast", c(coef(svycontrast(both, c(3, -2))), SE(svycontrast(both, c(3, -2)))))
  groups <- svyby(~y, ~g, design, svymean, na.rm = TRUE)
  put_all(plan, "by.mean", groups)
  put_all(plan, "by.total", svyby(~y, ~g, design, svytotal, na.rm = TRUE))
  by.ratio <- svyby(~y, ~g, denominator = ~x, design, svyratio, na.rm = TRUE)
  put_all(plan, "by.ratio", by.ratio)
  part <- subset(design, g == "a")
  put(plan, "part.df", degf(part))
  put_all(plan, "part", svymean(~x, part))
  put_all(plan, "part.deff", svymean(~x, part, deff = "replace"), TRUE)
}

shares <- function(plan, design) {
  answered <- subset(design, !is.na(b))
  for (method in c("xlogit", "beta", "mean")) {
    found <- svyciprop(~b, answered, method = method, df = degf(answered))
    put(plan, paste0("share.", method), c(coef(found), SE(found), attr(found, "ci")))
  }
}

# The covariance of two groups, from the regression on group indicators without intercept.
difference <- function(plan, design) {
  first <- update(design, ya = ifelse(g == "a", x, 0), na = as.numeric(g == "a"),
                  yb = ifelse(g == "b", x, 0), nb = as.numeric(g == "b"))
  totals <- svytotal(~ ya + na + yb + nb, first)
  found <- svycontrast(totals, quote(ya / na - yb / nb))
  put(plan, "difference", c(coef(found), SE(found)))
}

known <- function(values, name) {
  sums <- tapply(values$m, values[[name]], sum)
  setNames(data.frame(names(sums), as.vector(sums)), c(name, "Freq"))
}

for (i in seq_len(nrow(plans))) {
  plan <- plans[i, ]
  if (new.adjust && plan$lonely == "adjust" && plan$has_lonely == 1) next
  options(survey.lonely.psu = plan$lonely)
  data <- read.csv(file.path(folder, paste0(plan$plan, ".csv")), na.strings = "")
  design <- svydesign(
    ids = if (is.na(plan$psu)) ~1 else formula_of(plan$psu), strata = formula_of(plan$strata),
    fpc = formula_of(plan$fpc), weights = formula_of(plan$weights), data = data,
    nest = plan$nest == 1
  )
  put(plan$plan, "weights", sum(weights(design)))
  estimates(plan$plan, design)
  shares(plan$plan, design)
  # Through totals of all rows R would count strata that neither group has.
  if (plan$lonely != "average") difference(plan$plan, design)
  stratified <- postStratify(design, ~c, known(data, "c"))
  estimates(paste0(plan$plan, "|post"), stratified)
  raked <- rake(design, list(~c, ~g), list(known(data, "c"), known(data, "g")),
                control = list(maxit = 300, epsilon = 1e-12))
  put(paste0(plan$plan, "|rake"), "raked", weights(raked)[1:5])
  estimates(paste0(plan$plan, "|rake"), raked)
}
write.csv(do.call(rbind, lines), file.path(folder, "results.csv"), row.names = FALSE)
cat("R", as.character(getRversion()), "survey", as.character(packageVersion("survey")), "\n")

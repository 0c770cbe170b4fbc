#!/usr/bin/env bash
# mutate.sh [FOLDER]: kills mutants of the verdict code with dotnet-stryker, in a copy of the repository (bench/README.md tells the figures).
# Needs the tool: dotnet tool install --tool-path FOLDER/tools dotnet-stryker, which the script does when it isn't there.
set -euo pipefail
folder=$(realpath -m "${1:-${TMPDIR:-/tmp}/wesmemguard-mutants}")
root=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)
copy=$folder/copy
mkdir -p "$folder"
rm -rf "$copy"
git clone -q "$root" "$copy"
[ -x "$folder/tools/dotnet-stryker" ] || dotnet tool install --tool-path "$folder/tools" dotnet-stryker
cd "$copy"

# Compiler warnings are no matter here: a mutant that makes one must still compile.
sed -i 's#<TreatWarningsAsErrors>true#<TreatWarningsAsErrors>false#; s#<RestorePackagesWithLockFile>true#<RestorePackagesWithLockFile>false#
        s#<DisableTransitiveProjectReferences>true#<DisableTransitiveProjectReferences>false#
        s#<AnalysisLevel>latest-recommended</AnalysisLevel>#<AnalysisLevel>none</AnalysisLevel><RunAnalyzers>false</RunAnalyzers><JudgedByOwnRules>false</JudgedByOwnRules>#' Directory.Build.props
find . -name packages.lock.json -delete

# The two rooms, and what is built on them, in an assembly of their own: the statistics stay free of mutants.
mkdir src/WesMemGuard.Verdicts
for room in Verdicts Growth Baselines Diagnosis Analysis; do mv "src/WesMemGuard.Core/$room" src/WesMemGuard.Verdicts/; done
cat > src/WesMemGuard.Verdicts/WesMemGuard.Verdicts.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><RootNamespace>WesMemGuard</RootNamespace><GenerateDocumentationFile>false</GenerateDocumentationFile></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="MathNet.Numerics" />
    <ProjectReference Include="../WesMemGuard.Core/WesMemGuard.Core.csproj" />
    <InternalsVisibleTo Include="WesMemGuard.Core.Tests;WesMemGuard.Recording.Tests" />
  </ItemGroup>
</Project>
XML
sed -i 's#<InternalsVisibleTo Include="WesMemGuard.Recording.Tests" />#&<InternalsVisibleTo Include="WesMemGuard.Verdicts" />#' src/WesMemGuard.Core/WesMemGuard.Core.csproj
for project in src/*/*.csproj tests/*/*.csproj; do
  case $project in *Verdicts.csproj) continue ;; esac
  sed -i 's#<ProjectReference Include="\([^"]*\)WesMemGuard.Core/WesMemGuard.Core.csproj"\( PrivateAssets="all"\)\? />#&<ProjectReference Include="\1WesMemGuard.Verdicts/WesMemGuard.Verdicts.csproj" />#' "$project"
done
for tests in Core Suite; do
  sed -i '0,/<ItemGroup>/s#<ItemGroup>#<PropertyGroup><EnableNUnitRunner>true</EnableNUnitRunner><OutputType>Exe</OutputType></PropertyGroup>\n  <ItemGroup>#' tests/WesMemGuard.$tests.Tests/*.csproj
done
rm tests/WesMemGuard.Core.Tests/{Growth/ShapeTests,Files/MutatedFilesTests,Files/JsonOracleTests,Runs/RunFileTests}.cs
sed -i '/Steps_and_crumbs_of_every_kind/,/^    }/s/series < 400/series < 4/' tests/WesMemGuard.Core.Tests/Growth/CountGrowthTests.cs

cd src/WesMemGuard.Verdicts
for tests in Core Suite; do
  cat > "$tests.json" <<JSON
{ "stryker-config": {
  "project": "WesMemGuard.Verdicts.csproj",
  "test-projects": ["../../tests/WesMemGuard.$tests.Tests/WesMemGuard.$tests.Tests.csproj"],
  "mutate": ["Verdicts/**/*.cs", "Growth/**/*.cs"],
  "test-runner": "mtp",
  "coverage-analysis": "perTest",
  "reporters": ["json", "html", "cleartext"],
  "additional-timeout": 15000
} }
JSON
  DOTNET_TieredPGO=0 "$folder/tools/dotnet-stryker" -f "$tests.json" -O "$folder/$tests"
done
echo "Reports: $folder/{Core,Suite}/reports. A mutant is dead when either run killed it."
